package org.ztpserver.core.node;

/** The far end of a link, as LLDP shows it: a device and its port. At most 1,024 characters each. */
public record Neighbor(String device, String port) {

    /** @throws IllegalArgumentException if a name is too long */
    public Neighbor {
        Node.checkLength("a neighbor's device", device);
        Node.checkLength("a neighbor's port", port);
    }
}
