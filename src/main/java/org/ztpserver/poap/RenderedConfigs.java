package org.ztpserver.poap;

import org.ztpserver.core.node.SerialNumber;

/** The rendered configurations in the TFTP root. */
public interface RenderedConfigs {

    /** Stores the configuration of a switch: a reader sees the old one or the new one. */
    void store(SerialNumber serial, byte[] config);
}
