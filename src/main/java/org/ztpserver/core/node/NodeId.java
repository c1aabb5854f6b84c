package org.ztpserver.core.node;

/**
 * The identifier of a node, which is the name of its folder and its URL: 1 to 128 characters of {@code [A-Za-z0-9._-]},
 * not {@code .} or {@code ..} (section A5 of the contract). A value of this type is safe in a path, a URL and a log
 * line.
 */
public record NodeId(String value) {

    /** @throws IllegalArgumentException if the text is not an identifier; the message is safe to show */
    public NodeId {
        Name.check("a node's identifier", value);
    }

    /**
     * Reads an identifier that came from outside.
     *
     * @throws IllegalArgumentException if the text is not an identifier; the message is safe to show
     */
    public static NodeId parse(String text) {
        return new NodeId(text);
    }

    @Override
    public String toString() {
        return value;
    }
}
