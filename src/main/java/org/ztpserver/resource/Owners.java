package org.ztpserver.resource;

import java.util.function.UnaryOperator;
import org.ztpserver.core.node.IdentifierScheme;
import org.ztpserver.core.node.NodeId;

/** Owners as written in pools: the identifier of a node, optionally followed by {@code #name}. */
public final class Owners {

    private Owners() {}

    /** Converts all spellings of one owner to the same text. The name after {@code #} has only one spelling. */
    public static UnaryOperator<String> normalizer(IdentifierScheme scheme) {
        return owner -> {
            String identifier = identifier(owner);
            return scheme.normalize(identifier) + owner.substring(identifier.length());
        };
    }

    /** Whether the owner is this node, with any name after it. */
    public static boolean isOf(NodeId node, String owner, UnaryOperator<String> normalizer) {
        return normalizer.apply(identifier(owner)).equals(normalizer.apply(node.value()));
    }

    private static String identifier(String owner) {
        int hash = owner.indexOf('#');
        return hash < 0 ? owner : owner.substring(0, hash);
    }
}
