package org.ztpserver.core.topology;

import org.ztpserver.core.node.Printable;

/** What is asked of one local interface, or of all: a row of the table in section A6 of the contract. */
public final class InterfacePattern {

    private final InterfaceEntry entry;
    private final LocalInterface local;
    private final PeerMatcher peer;
    private final Polarity polarity;

    /** @throws IllegalArgumentException when the three columns together mean nothing */
    InterfacePattern(InterfaceEntry entry, LocalInterface local, ValueMatcher device, ValueMatcher port) {
        this.entry = entry;
        this.local = local;
        this.peer = new PeerMatcher(device, port);
        try {
            this.polarity = Polarity.of(local.kind(), kind(device), kind(port));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(Printable.quote(toString()) + ": " + e.getMessage(), e);
        }
    }

    private static ColumnKind kind(ValueMatcher value) {
        if (value.isGiven()) {
            return ColumnKind.GIVEN;
        }
        return value == ValueMatcher.Keyword.ANY ? ColumnKind.ANY : ColumnKind.NONE;
    }

    /** Whether it wants an adjacency of its own; otherwise it forbids what it describes. */
    boolean isPositive() {
        return polarity == Polarity.POSITIVE;
    }

    /** Whether it speaks of one interface only, the {@link #localName}. */
    boolean isAboutOneInterface() {
        return local.kind() == ColumnKind.GIVEN;
    }

    String localName() {
        return local.name();
    }

    /** What it says about the far end of an interface that it speaks of. */
    PeerMatcher peer() {
        return peer;
    }

    /** {@code Ethernet2: spine1:any}, with the variables as they were written. */
    @Override
    public String toString() {
        return local.name() + ": " + entry.peer().device() + ":" + entry.peer().port();
    }
}
