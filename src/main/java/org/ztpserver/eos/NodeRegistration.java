package org.ztpserver.eos;

import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.ztpserver.core.fault.FaultKind;
import org.ztpserver.core.fault.ProvisioningException;
import org.ztpserver.core.node.IdentifierScheme;
import org.ztpserver.core.node.Node;
import org.ztpserver.core.node.NodeId;
import org.ztpserver.core.node.Printable;
import org.ztpserver.core.site.FilePath;
import org.ztpserver.core.topology.MatchResult;
import org.ztpserver.core.topology.Mismatch;
import org.ztpserver.core.topology.NodePattern;
import org.ztpserver.core.topology.regex.RunawayRegexException;
import org.ztpserver.event.Contact;
import org.ztpserver.event.Events;
import org.ztpserver.event.Happening;

/** {@code POST /nodes}: a switch registers, and gets its folder on the server (contract A5). */
public final class NodeRegistration {

    private static final Logger log = LoggerFactory.getLogger(NodeRegistration.class);

    /** More than these make the line unreadable. */
    private static final int REASONS_TOLD = 3;

    private final IdentifierScheme scheme;
    private final NodeFolders folders;
    private final Site site;
    private final Events events;

    public NodeRegistration(IdentifierScheme scheme, NodeFolders folders, Site site, Events events) {
        this.events = events;
        this.scheme = scheme;
        this.folders = folders;
        this.site = site;
    }

    /**
     * @param id the node's identifier, as in {@code /nodes/<id>}
     * @param created false if the server knew the node before
     */
    public record Registration(NodeId id, boolean created) {}

    /**
     * Finds the node's folder, or creates it from the node's own startup-config or from the first pattern that matches.
     *
     * @throws ProvisioningException if the node has no usable identifier, no pattern matches, or a file of the matching
     *     pattern is missing or broken; no folder is left behind
     */
    public Registration register(Contact contact, NodeReport report) {
        NodeId id = identify(report.node());
        contact.identify(id);
        Optional<NodeFolder> folder = folders.find(id);
        if (folder.isPresent()) {
            return welcomeBack(contact, id, report.node(), folder.get());
        }
        NewNode contents = report.config() == null
                ? match(contact, id, report.node())
                : new NewNode.WithConfig(report.node(), report.config());
        if (folders.create(id, contents)) {
            NodeFolder created = folders.find(id).orElseThrow(() -> vanished(id));
            events.tell(contact, new Happening.Registered(created.path()));
            events.tell(contact, new Happening.Identified());
            return new Registration(id, true);
        }
        // Another request or another server has created it since the check.
        return welcomeBack(contact, id, report.node(), folders.find(id).orElseThrow(() -> vanished(id)));
    }

    private NodeId identify(Node node) {
        try {
            return scheme.identify(node);
        } catch (IllegalArgumentException e) {
            throw new ProvisioningException(FaultKind.INVALID_REQUEST, String.valueOf(e.getMessage()));
        }
    }

    private Registration welcomeBack(Contact contact, NodeId id, Node node, NodeFolder folder) {
        if (!folder.hasDefinition() && !folder.hasStartupConfig()) {
            throw new ProvisioningException(
                    FaultKind.NOT_PROVISIONED,
                    folder.path() + " has neither a definition nor a startup-config: add one, or remove the folder");
        }
        folder.storeNode(node);
        events.tell(contact, new Happening.Recognized(folder.path()));
        events.tell(contact, new Happening.Identified());
        return new Registration(id, false);
    }

    private static ProvisioningException vanished(NodeId id) {
        return new ProvisioningException(
                FaultKind.NOT_PROVISIONED, "nodes/" + id + " was removed while the node registered: try again");
    }

    private NewNode match(Contact contact, NodeId id, Node node) {
        Site now = site.now();
        MatchResult result;
        try {
            result = now.neighbordb().match(node, id);
        } catch (RunawayRegexException e) {
            throw new ProvisioningException(
                    FaultKind.NOT_PROVISIONED, "neighbordb has no answer for node " + id + ": " + e.getMessage());
        }
        if (log.isDebugEnabled()) {
            result.mismatches().forEach(mismatch -> log.debug("{}: {}", id, mismatch));
        }
        NodePattern pattern = result.pattern()
                .orElseThrow(() -> new ProvisioningException(FaultKind.NOT_PROVISIONED, noMatch(id, result)));
        events.tell(contact, new Happening.PatternMatched(Printable.quote(pattern.name())));
        byte[] definition = named("definition", pattern.definition(), pattern, now::definition);
        String handler = pattern.configHandler();
        return new NewNode.Matched(
                node,
                pattern,
                definition,
                handler == null ? null : named("config-handler", handler, pattern, now::configHandler));
    }

    private static String noMatch(NodeId id, MatchResult result) {
        String sentence = "node " + id + " matches no pattern of neighbordb";
        if (result.mismatchCount() == 0) {
            return sentence + ": it has none for this node";
        }
        String reasons =
                result.mismatches().limit(REASONS_TOLD).map(Mismatch::toString).collect(Collectors.joining("; "));
        int untold = result.mismatchCount() - REASONS_TOLD;
        return sentence + ": " + reasons + (untold > 0 ? "; and " + untold + " more patterns" : "");
    }

    private static byte[] named(
            String kind, String name, NodePattern pattern, Function<FilePath, Optional<byte[]>> read) {
        String place = kind + " " + Printable.quote(name) + " of pattern " + Printable.quote(pattern.name());
        FilePath path;
        try {
            path = FilePath.parse(name);
        } catch (IllegalArgumentException e) {
            throw new ProvisioningException(
                    FaultKind.NOT_PROVISIONED, place + " can't be a file of " + kind + "s/: " + e.getMessage());
        }
        return read.apply(path)
                .orElseThrow(() -> new ProvisioningException(
                        FaultKind.NOT_PROVISIONED, place + " is missing: add it to " + kind + "s/"));
    }
}
