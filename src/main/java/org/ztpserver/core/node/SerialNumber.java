package org.ztpserver.core.node;

/** The serial number of a switch. It follows the rule of {@link NodeId}, so it is safe in a path and a URL. */
public record SerialNumber(String value) {

    /** @throws IllegalArgumentException if the text is not a serial number; the message is safe to show */
    public SerialNumber {
        Name.check("a serial number", value);
    }

    /**
     * Reads a serial number that came from outside.
     *
     * @throws IllegalArgumentException if the text is not a serial number; the message is safe to show
     */
    public static SerialNumber parse(String text) {
        return new SerialNumber(text);
    }

    @Override
    public String toString() {
        return value;
    }
}
