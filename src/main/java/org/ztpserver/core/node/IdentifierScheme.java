package org.ztpserver.core.node;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which of a node's own values names it: the setting {@code default.identifier} (sections A3 and A5 of the contract). */
public enum IdentifierScheme {
    SERIALNUMBER("serialnumber", "serial number") {
        @Override
        @Nullable
        String value(Node node) {
            return node.serialnumber();
        }

        @Override
        public String normalize(String text) {
            return text;
        }
    },

    /** Written in any notation and case, it is one and the same identifier. */
    SYSTEMMAC("systemmac", "system MAC address") {
        @Override
        @Nullable
        String value(Node node) {
            return node.systemmac();
        }

        @Override
        public String normalize(String text) {
            return MacAddress.withoutSeparators(text).toLowerCase(Locale.ROOT);
        }
    };

    private final String key;
    private final String words;

    IdentifierScheme(String key, String words) {
        this.key = key;
        this.words = words;
    }

    /**
     * The scheme that the configuration names.
     *
     * @throws IllegalArgumentException naming what is allowed, when there is no such scheme
     */
    public static IdentifierScheme parse(String key) {
        for (IdentifierScheme scheme : values()) {
            if (scheme.key.equals(key)) {
                return scheme;
            }
        }
        throw new IllegalArgumentException("allowed are serialnumber and systemmac, not " + Printable.quote(key));
    }

    /** The word that stands for this scheme in the configuration and in a node's own description. */
    public String key() {
        return key;
    }

    /**
     * The identifier of a node.
     *
     * @throws IllegalArgumentException when the node does not report one, or one that can't be a folder's name
     */
    public NodeId identify(Node node) {
        String value = value(node);
        if (value == null || value.isEmpty()) {
            throw new IllegalArgumentException(
                    "the node reports no " + words + " (" + key + "), which identifies nodes here");
        }
        return NodeId.parse(normalize(value));
    }

    /** The form in which two spellings of one identifier are equal. */
    public abstract String normalize(String text);

    abstract @Nullable String value(Node node);
}
