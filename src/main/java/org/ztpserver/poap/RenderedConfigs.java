package org.ztpserver.poap;

import org.ztpserver.core.node.SerialNumber;

/** Rendered configurations where a TFTP server finds them. */
public interface RenderedConfigs {

    /** Stores the configuration of a switch: a reader sees the old one or the new one. */
    void store(SerialNumber serial, byte[] config);
}
