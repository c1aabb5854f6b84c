package org.ztpserver.eos;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ztpserver.core.definition.Definition;
import org.ztpserver.core.definition.Draft;
import org.ztpserver.core.fault.FaultKind;
import org.ztpserver.core.fault.ProvisioningException;
import org.ztpserver.core.node.Node;
import org.ztpserver.core.node.NodeId;
import org.ztpserver.core.topology.Requirements;
import org.ztpserver.core.topology.regex.RunawayRegexException;
import org.ztpserver.event.Contact;
import org.ztpserver.event.Events;
import org.ztpserver.event.Happening;
import org.ztpserver.resource.ResourceDesk;

/** {@code GET /nodes/<id>}: the definition of a node, with all values filled in (contract A5). */
public final class NodeDefinitions {

    private final NodeFolders folders;
    private final ResourceDesk resources;
    private final boolean validateTopology;
    private final Events events;

    /** @param validateTopology false if {@code disable_topology_validation} is set */
    public NodeDefinitions(NodeFolders folders, ResourceDesk resources, boolean validateTopology, Events events) {
        this.events = events;
        this.folders = folders;
        this.resources = resources;
        this.validateTopology = validateTopology;
    }

    /**
     * The definition that the switch gets, as plain values.
     *
     * @param serverUrl under which the switch finds the server, without a slash at the end
     * @throws ProvisioningException if the node is unknown, does not match its pattern, has no definition, or a value is
     *     not available; values that were taken for this request are free again
     */
    public Map<String, @Nullable Object> definitionFor(Contact contact, NodeId id, String serverUrl) {
        contact.identify(id);
        NodeFolder folder = folders.find(id)
                .orElseThrow(() -> new ProvisioningException(
                        FaultKind.NOT_PROVISIONED, "node " + id + " is unknown: it must register first"));
        Node node = folder.node()
                .orElseThrow(() -> new ProvisioningException(
                        FaultKind.NOT_PROVISIONED, folder.path() + "/.node is missing: the node must register first"));
        if (validateTopology) {
            validate(contact, id, node, folder);
        }
        Draft draft = draft(id, folder, serverUrl);
        Map<String, @Nullable Object> result = draft.fill(resources.obtain(contact, id, node, draft.calls()));
        events.tell(contact, new Happening.DefinitionServed(result.get("name")));
        return result;
    }

    private static Draft draft(NodeId id, NodeFolder folder, String serverUrl) {
        Optional<Definition> definition = folder.definition();
        if (folder.hasStartupConfig()) {
            String url = serverUrl + "/nodes/" + id + "/startup-config";
            return Definition.draftWithStartupConfig(definition.orElse(null), url, folder.attributes());
        }
        return definition
                .orElseThrow(() -> new ProvisioningException(
                        FaultKind.NOT_PROVISIONED,
                        folder.path() + " has neither a definition nor a startup-config: add one"))
                .draft(folder.attributes());
    }

    private void validate(Contact contact, NodeId id, Node node, NodeFolder folder) {
        Requirements pattern = folder.pattern()
                .orElseThrow(
                        () -> new ProvisioningException(
                                FaultKind.NOT_PROVISIONED,
                                folder.path()
                                        + "/pattern is missing, and topology validation is on: add it, or set disable_topology_validation"));
        Optional<String> mismatch;
        try {
            mismatch = pattern.mismatch(node);
        } catch (RunawayRegexException e) {
            mismatch = Optional.ofNullable(e.getMessage());
        }
        mismatch.ifPresent(reason -> {
            throw new ProvisioningException(
                    FaultKind.NOT_PROVISIONED,
                    "node " + id + " fails the validation against " + folder.path() + "/pattern: " + reason);
        });
        events.tell(contact, new Happening.TopologyValidated(folder.path() + "/pattern"));
    }
}
