package org.ztpserver.core.topology;

import static org.ztpserver.core.topology.ColumnKind.ANY;
import static org.ztpserver.core.topology.ColumnKind.GIVEN;
import static org.ztpserver.core.topology.ColumnKind.NONE;

import java.util.List;

/**
 * Whether an interface pattern requires or forbids an adjacency that all of its given columns describe: the table in
 * section A6 of the contract. It says nothing about other adjacencies.
 */
enum Polarity {
    /** The node must have such an adjacency for this pattern alone. */
    POSITIVE,
    /** The node must not have such an adjacency. */
    NEGATIVE;

    private record Row(ColumnKind local, ColumnKind device, ColumnKind port, Polarity polarity) {}

    /** Combinations that are missing here have no meaning. */
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

    /** @throws IllegalArgumentException if the combination has no meaning, with what to write instead */
    static Polarity of(ColumnKind local, ColumnKind device, ColumnKind port) {
        for (Row row : TABLE) {
            if (row.local == local && row.device == device && row.port == port) {
                return row.polarity;
            }
        }
        throw new IllegalArgumentException(
                local == ANY
                        ? "can't match any neighbor: use 'none: none' for a node without neighbors, "
                                + "'any: DEVICE:none' for one that does not see DEVICE"
                        : "can't rule out any neighbor: use 'none: none' for a node without neighbors, "
                                + "'none: DEVICE:PORT' for one that does not see PORT of DEVICE");
    }
}
