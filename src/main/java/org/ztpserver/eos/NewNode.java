package org.ztpserver.eos;

import org.jspecify.annotations.Nullable;
import org.ztpserver.core.node.Node;
import org.ztpserver.core.topology.NodePattern;

/** What is in the folder of a node when the server makes it (contract A5). */
public sealed interface NewNode {

    Node node();

    /** A switch that handed its own configuration in. */
    record WithConfig(Node node, String startupConfig) implements NewNode {}

    /**
     * A switch that matched a pattern of neighbordb.
     *
     * @param definition the bytes of the pattern's definition
     * @param configHandler the bytes of the pattern's config-handler, if it names one
     */
    record Matched(Node node, NodePattern pattern, byte[] definition, byte @Nullable [] configHandler)
            implements NewNode {}
}
