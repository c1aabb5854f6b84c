package org.ztpserver.core.node;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which value of a node is its identifier: the setting {@code default.identifier} (sections A3 and A5 of the contract).
 */
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

    /** Case and separators make no difference. */
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
     * The scheme of a key in the configuration.
     *
     * @throws IllegalArgumentException if there is no such scheme; the message says what is allowed
     */
    public static IdentifierScheme parse(String key) {
        for (IdentifierScheme scheme : values()) {
            if (scheme.key.equals(key)) {
                return scheme;
            }
        }
        throw new IllegalArgumentException("must be serialnumber or systemmac, not " + Printable.quote(key));
    }

    /** The name of this scheme in the configuration, and of its value in a node's description of itself. */
    public String key() {
        return key;
    }

    /**
     * The identifier of a node.
     *
     * @throws IllegalArgumentException if the node does not report one, or if it can't be the name of a folder
     */
    public NodeId identify(Node node) {
        String value = value(node);
        if (value == null || value.isEmpty()) {
            throw new IllegalArgumentException(
                    "the node reports no " + words + " (" + key + "), but identifier = " + key);
        }
        return NodeId.parse(normalize(value));
    }

    /** The form in which all spellings of one identifier are equal. */
    public abstract String normalize(String text);

    abstract @Nullable String value(Node node);
}
