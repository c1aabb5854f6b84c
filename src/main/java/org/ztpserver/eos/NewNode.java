package org.ztpserver.eos;

import org.jspecify.annotations.Nullable;
import org.ztpserver.core.node.Node;
import org.ztpserver.core.topology.NodePattern;

/** The content of a node's folder when the server creates it (contract A5). */
public sealed interface NewNode {

    Node node();

    /** A switch that sent its own startup-config. */
    record WithConfig(Node node, String startupConfig) implements NewNode {}

    /**
     * A switch that matched a pattern of neighbordb.
     *
     * @param definition the bytes of the pattern's definition
     * @param configHandler the bytes of the pattern's config-handler; null if the pattern names none
     */
    record Matched(Node node, NodePattern pattern, byte[] definition, byte @Nullable [] configHandler)
            implements NewNode {}
}
