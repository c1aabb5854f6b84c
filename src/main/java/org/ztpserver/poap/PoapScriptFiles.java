package org.ztpserver.poap;

import java.util.Optional;

/** The POAP script in the data root: its source, and the copy that TFTP hands out. */
public interface PoapScriptFiles {

    /** The source's path below the data root, for messages. */
    String sourcePath();

    Optional<byte[]> source();

    /** Puts these bytes into the TFTP root, unless they are there already. */
    void publish(byte[] script);
}
