package org.ztpserver.core.topology;

import org.jspecify.annotations.Nullable;
import org.ztpserver.core.node.Printable;

/** The far end of a line under {@code interfaces}, as it was written. */
public sealed interface Peer {

    /** What stands for the device; not yet looked up or compiled. */
    String device();

    /** What stands for the port; {@code any} when nothing does, but {@code none} behind a single {@code none}. */
    String port();

    /** {@code any}, {@code none}, {@code device} or {@code device:port}. */
    record Line(String text) implements Peer {

        /** @throws IllegalArgumentException when it is none of the four forms */
        public Line {
            ValueParser.checkText(text);
            int end = ValueParser.endOfFirst(text);
            if (end == 0 || end == text.length() - 1) {
                throw new IllegalArgumentException(
                        Printable.quote(text) + " has a colon but not both of device:port; write any for either");
            }
            String port = end == text.length() ? "any" : text.substring(end + 1);
            if (ValueParser.endOfFirst(port) != port.length()) {
                throw new IllegalArgumentException(Printable.quote(text)
                        + " has more than device:port; a name with a colon goes into a function: exact('a:b')");
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
     * @param givenPort null when it was left out
     */
    record Parts(String device, @Nullable String givenPort) implements Peer {

        @Override
        public String port() {
            return givenPort == null ? "any" : givenPort;
        }
    }
}
