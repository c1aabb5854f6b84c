package org.ztpserver.eos;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.ztpserver.core.fault.FaultKind;
import org.ztpserver.core.fault.ProvisioningException;
import org.ztpserver.core.node.NodeId;
import org.ztpserver.program.ConfigHandlers;

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
     * @throws ProvisioningException (NOT_PROVISIONED) when the node is unknown or has none
     */
    public byte[] get(NodeId id) {
        NodeFolder folder = folders.find(id)
                .orElseThrow(() -> new ProvisioningException(FaultKind.NOT_PROVISIONED, "node " + id + " is unknown"));
        return folder.startupConfig()
                .orElseThrow(() ->
                        new ProvisioningException(FaultKind.NOT_PROVISIONED, folder.path() + " has no startup-config"));
    }

    /**
     * Stores exactly these bytes, and has the node's config-handler run afterwards.
     *
     * @return false when they replaced others
     * @throws ProvisioningException (MISSING_FILE) when the node is unknown; nothing has changed then
     */
    public boolean put(NodeId id, byte[] config) {
        NodeFolder folder = folders.find(id)
                .orElseThrow(() -> new ProvisioningException(
                        FaultKind.MISSING_FILE, "node " + id + " is unknown: it has to register first"));
        boolean first = folder.storeStartupConfig(config);
        log.info("{}: startup-config of {} bytes stored in {}", id, config.length, folder.path());
        handlers.submit(id, folder.path());
        return first;
    }
}
