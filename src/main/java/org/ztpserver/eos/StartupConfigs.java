package org.ztpserver.eos;

import java.util.function.LongConsumer;
import org.ztpserver.core.fault.FaultKind;
import org.ztpserver.core.fault.ProvisioningException;
import org.ztpserver.core.node.NodeId;
import org.ztpserver.event.Contact;
import org.ztpserver.event.Events;
import org.ztpserver.event.Happening;
import org.ztpserver.program.ConfigHandlers;

/** {@code GET} and {@code PUT /nodes/<id>/startup-config} (contract A1). */
public final class StartupConfigs {

    private final NodeFolders folders;
    private final ConfigHandlers handlers;
    private final Events events;

    public StartupConfigs(NodeFolders folders, ConfigHandlers handlers, Events events) {
        this.events = events;
        this.folders = folders;
        this.handlers = handlers;
    }

    /**
     * The bytes as stored.
     *
     * @param memory is asked for as many bytes before they are read, and may refuse by an exception
     * @throws ProvisioningException (NOT_PROVISIONED) if the node is unknown or has none
     */
    public byte[] get(Contact contact, NodeId id, LongConsumer memory) {
        contact.identify(id);
        NodeFolder folder = folders.find(id)
                .orElseThrow(() -> new ProvisioningException(FaultKind.NOT_PROVISIONED, "node " + id + " is unknown"));
        byte[] config = folder.startupConfig(memory)
                .orElseThrow(() ->
                        new ProvisioningException(FaultKind.NOT_PROVISIONED, folder.path() + " has no startup-config"));
        events.tell(contact, new Happening.ConfigServed(config.length));
        return config;
    }

    /**
     * Stores exactly these bytes, then runs the node's config-handler.
     *
     * @return false if they replaced others
     * @throws ProvisioningException (MISSING_FILE) if the node is unknown; nothing has changed then
     */
    public boolean put(Contact contact, NodeId id, byte[] config) {
        contact.identify(id);
        NodeFolder folder = folders.find(id)
                .orElseThrow(() -> new ProvisioningException(
                        FaultKind.MISSING_FILE, "node " + id + " is unknown: it must register first"));
        boolean first = folder.storeStartupConfig(config);
        events.tell(contact, new Happening.ConfigStored(folder.path(), config.length));
        handlers.submit(id, folder.path());
        return first;
    }
}
