package org.ztpserver.core.topology;

import org.jspecify.annotations.Nullable;
import org.ztpserver.core.node.Printable;

/** The far end in a line under {@code interfaces}, as written. */
public sealed interface Peer {

    /** The text for the device, not yet looked up or compiled. */
    String device();

    /** The text for the port. Without one it is {@code any}, but {@code none} after a single {@code none}. */
    String port();

    /** {@code any}, {@code none}, {@code device} or {@code device:port}. */
    record Line(String text) implements Peer {

        /** @throws IllegalArgumentException if the text has none of the four forms */
        public Line {
            ValueParser.checkText(text);
            int end = ValueParser.endOfFirst(text);
            if (end == 0 || end == text.length() - 1) {
                throw new IllegalArgumentException(Printable.quote(text)
                        + " has a colon, but the device or the port is missing: write any for it");
            }
            String port = end == text.length() ? "any" : text.substring(end + 1);
            if (ValueParser.endOfFirst(port) != port.length()) {
                throw new IllegalArgumentException(Printable.quote(text)
                        + " has more than device:port: put a name with a colon into a function, as in exact('a:b')");
            }
        }

        @Override
        public String device() {
            return text.substring(0, ValueParser.endOfFirst(text));
        }

        @Override
        public String port() {
            int end = ValueParser.endOfFirst(text);
            if (end < text.length()) {
                return text.substring(end + 1);
            }
            return text.equals("none") ? "none" : "any";
        }
    }

    /**
     * {@code {device: ..., port: ...}}
     *
     * @param givenPort null if it was left out
     */
    record Parts(String device, @Nullable String givenPort) implements Peer {

        @Override
        public String port() {
            return givenPort == null ? "any" : givenPort;
        }
    }
}
