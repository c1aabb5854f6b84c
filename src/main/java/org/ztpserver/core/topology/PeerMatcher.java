package org.ztpserver.core.topology;

import org.ztpserver.core.node.Neighbor;

/** What the second and third columns of an interface pattern say about the far end of a link. */
record PeerMatcher(ValueMatcher device, ValueMatcher port) {

    boolean matches(Neighbor neighbor) {
        return device.matches(neighbor.device()) && port.matches(neighbor.port());
    }
}
