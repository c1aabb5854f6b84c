package org.ztpserver.provisioning;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.ztpserver.core.node.NodeId;

/** {@code GET} and {@code PUT /nodes/<id>/startup-config} (contract A1). */
public final class StartupConfigs {

    private static final Logger log = LoggerFactory.getLogger(StartupConfigs.class);

    private final NodeFolders folders;
    private final ConfigHandlers handlers;

    public StartupConfigs(NodeFolders folders, ConfigHandlers handlers) {
        this.folders = folders;
        this.handlers = handlers;
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
     * Stores exactly these bytes, and has the node's config-handler run afterwards.
     *
     * @return false when they replaced others
     * @throws MissingFileException when the node is unknown; nothing has changed then
     */
    public boolean put(NodeId id, byte[] config) {
        NodeFolder folder = folders.find(id)
                .orElseThrow(() -> new MissingFileException("node " + id + " is unknown: it has to register first"));
        boolean first = folder.storeStartupConfig(config);
        log.info("{}: startup-config of {} bytes stored in {}", id, config.length, folder.path());
        handlers.run(id, folder);
        return first;
    }
}
