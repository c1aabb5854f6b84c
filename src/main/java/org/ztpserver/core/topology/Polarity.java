package org.ztpserver.core.topology;

import static org.ztpserver.core.topology.ColumnKind.ANY;
import static org.ztpserver.core.topology.ColumnKind.GIVEN;
import static org.ztpserver.core.topology.ColumnKind.NONE;

import java.util.List;

/**
 * What an interface pattern says about an adjacency for which all of its given columns hold: the table of section A6 of
 * the contract. For every other adjacency it says nothing.
 */
enum Polarity {
    /** Yes: the pattern wants such an adjacency of its own. */
    POSITIVE,
    /** No: the node must not have such an adjacency. */
    NEGATIVE;

    private record Row(ColumnKind local, ColumnKind device, ColumnKind port, Polarity polarity) {}

    /** The combinations that are not here have no meaning. */
    private static final List<Row> TABLE = List.of(
            new Row(ANY, ANY, ANY, POSITIVE),
            new Row(ANY, ANY, GIVEN, POSITIVE),
            new Row(ANY, GIVEN, ANY, POSITIVE),
            new Row(ANY, GIVEN, NONE, NEGATIVE),
            new Row(ANY, GIVEN, GIVEN, POSITIVE),
            new Row(NONE, ANY, GIVEN, NEGATIVE),
            new Row(NONE, GIVEN, ANY, NEGATIVE),
            new Row(NONE, GIVEN, NONE, NEGATIVE),
            new Row(NONE, GIVEN, GIVEN, NEGATIVE),
            new Row(NONE, NONE, NONE, NEGATIVE),
            new Row(GIVEN, ANY, ANY, POSITIVE),
            new Row(GIVEN, ANY, NONE, NEGATIVE),
            new Row(GIVEN, ANY, GIVEN, POSITIVE),
            new Row(GIVEN, NONE, ANY, NEGATIVE),
            new Row(GIVEN, NONE, NONE, NEGATIVE),
            new Row(GIVEN, NONE, GIVEN, NEGATIVE),
            new Row(GIVEN, GIVEN, ANY, POSITIVE),
            new Row(GIVEN, GIVEN, NONE, NEGATIVE),
            new Row(GIVEN, GIVEN, GIVEN, POSITIVE));

    /** @throws IllegalArgumentException when the combination has no meaning, with what to write instead */
    static Polarity of(ColumnKind local, ColumnKind device, ColumnKind port) {
        for (Row row : TABLE) {
            if (row.local == local && row.device == device && row.port == port) {
                return row.polarity;
            }
        }
        throw new IllegalArgumentException(
                local == ANY
                        ? "no neighbor could ever meet it; 'none: none' asks for a node without neighbors, "
                                + "'any: DEVICE:none' for one that does not see DEVICE"
                        : "it rules out nothing that can be named; 'none: none' asks for a node without neighbors, "
                                + "'none: DEVICE:PORT' for one that does not see PORT of DEVICE");
    }
}
