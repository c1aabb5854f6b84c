package org.ztpserver.core.node;

/** The serial number of a switch, from the same alphabet as a {@link NodeId}, so that it is safe in a path and a URL. */
public record SerialNumber(String value) {

    /** @throws IllegalArgumentException when the text is no serial number; the message is safe to show */
    public SerialNumber {
        Name.check("a serial number", value);
    }

    /**
     * A serial number that came from outside.
     *
     * @throws IllegalArgumentException when the text is no serial number; the message is safe to show
     */
    public static SerialNumber parse(String text) {
        return new SerialNumber(text);
    }

    @Override
    public String toString() {
        return value;
    }
}
