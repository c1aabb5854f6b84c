package org.ztpserver.core.topology;

import org.ztpserver.core.node.Neighbor;

/** The second and third columns of an interface pattern: conditions for the far end of a link. */
record PeerMatcher(ValueMatcher device, ValueMatcher port) {

    boolean matches(Neighbor neighbor) {
        return device.matches(neighbor.device()) && port.matches(neighbor.port());
    }
}
