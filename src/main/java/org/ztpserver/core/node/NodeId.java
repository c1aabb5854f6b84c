package org.ztpserver.core.node;

/**
 * The name of a node's folder and of its URL: 1 to 128 characters of {@code [A-Za-z0-9._-]}, not {@code .} or {@code ..}
 * (section A5 of the contract). A value of this type is safe in a path, a URL and a log line.
 */
public record NodeId(String value) {

    /** @throws IllegalArgumentException when the text is no identifier; the message is safe to show */
    public NodeId {
        Name.check("a node's identifier", value);
    }

    /**
     * An identifier that came from outside.
     *
     * @throws IllegalArgumentException when the text is no identifier; the message is safe to show
     */
    public static NodeId parse(String text) {
        return new NodeId(text);
    }

    @Override
    public String toString() {
        return value;
    }
}
