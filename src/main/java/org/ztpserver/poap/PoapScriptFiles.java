package org.ztpserver.poap;

import java.util.Optional;

/** The POAP script in the data root: its source, and its copy in the TFTP root. */
public interface PoapScriptFiles {

    /** The source's path below the data root, for messages. */
    String sourcePath();

    Optional<byte[]> source();

    /** Writes the copy, unless it has these bytes already. */
    void publish(byte[] script);
}
