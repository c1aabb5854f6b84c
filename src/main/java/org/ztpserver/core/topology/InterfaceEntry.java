package org.ztpserver.core.topology;

import java.util.List;
import java.util.stream.Stream;

/** One line under {@code interfaces}, as written: one or more local interfaces, and what they are connected to. */
public record InterfaceEntry(String local, Peer peer) {

    /**
     * The meaning of the line: one pattern for each local interface.
     *
     * @throws IllegalArgumentException if the line is invalid, with the reason; the message is safe to show
     */
    public List<InterfacePattern> patterns(Variables variables) {
        ValueMatcher device = ValueParser.parse(peer.device(), variables);
        ValueMatcher port = ValueParser.parse(peer.port(), variables);
        return LocalInterface.parse(local).stream()
                .map(localInterface -> new InterfacePattern(this, localInterface, device, port))
                .toList();
    }

    /** The names of the variables that the line uses. */
    public List<String> variables() {
        return Stream.of(peer.device(), peer.port())
                .filter(ValueParser::isVariable)
                .map(text -> text.substring(1))
                .distinct()
                .toList();
    }
}
