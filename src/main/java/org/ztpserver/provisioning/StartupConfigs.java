package org.ztpserver.provisioning;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.ztpserver.core.node.NodeId;

/** {@code GET} and {@code PUT /nodes/<id>/startup-config} (contract A1). */
public final class StartupConfigs {

    private static final Logger log = LoggerFactory.getLogger(StartupConfigs.class);

    private final NodeFolders folders;

    public StartupConfigs(NodeFolders folders) {
        this.folders = folders;
    }

    /**
     * The bytes as stored.
     *
     * @throws NotProvisionedException when the node is unknown or has none
     */
    public byte[] get(NodeId id) {
        NodeFolder folder =
                folders.find(id).orElseThrow(() -> new NotProvisionedException("node " + id + " is unknown"));
        return folder.startupConfig()
                .orElseThrow(() -> new NotProvisionedException(folder.path() + " has no startup-config"));
    }

    /**
     * Stores exactly these bytes.
     *
     * @return false when they replaced others
     * @throws MissingFileException when the node is unknown; nothing has changed then
     */
    public boolean put(NodeId id, byte[] config) {
        NodeFolder folder = folders.find(id)
                .orElseThrow(() -> new MissingFileException("node " + id + " is unknown: it has to register first"));
        boolean first = folder.storeStartupConfig(config);
        log.info("{}: startup-config of {} bytes stored in {}", id, config.length, folder.path());
        return first;
    }
}
