package org.ztpserver.provisioning;

import org.ztpserver.core.topology.Neighbordb;

/** What an operator wrote for the nodes that are still to come: neighbordb, definitions and config-handlers. */
public interface Site {

    /**
     * neighbordb as it is now; without patterns when there is no such file.
     *
     * @throws InvalidFileException when any part of it is wrong
     */
    Neighbordb neighbordb();

    /**
     * The bytes of {@code definitions/<path>}.
     *
     * @throws InvalidFileException when it is not YAML
     * @throws MissingFileException when it is not there
     */
    byte[] definition(FilePath path);

    /**
     * The bytes of {@code config-handlers/<path>}.
     *
     * @throws MissingFileException when it is not there
     */
    byte[] configHandler(FilePath path);
}
