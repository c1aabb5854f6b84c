package org.ztpserver.core.topology;

import org.ztpserver.core.node.Printable;

/** A condition for one local interface or for all of them: a row of the table in section A6 of the contract. */
public final class InterfacePattern {

    private final InterfaceEntry entry;
    private final LocalInterface local;
    private final PeerMatcher peer;
    private final Polarity polarity;

    /** @throws IllegalArgumentException if the combination of the three columns has no meaning */
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

    /**
     * Whether the pattern requires an adjacency of its own. A negative pattern forbids the adjacencies that it
     * describes.
     */
    boolean isPositive() {
        return polarity == Polarity.POSITIVE;
    }

    /** Whether the pattern is about a single interface, the {@link #localName}. */
    boolean isAboutOneInterface() {
        return local.kind() == ColumnKind.GIVEN;
    }

    String localName() {
        return local.name();
    }

    /** The condition for the far end of the link. */
    PeerMatcher peer() {
        return peer;
    }

    /** {@code Ethernet2: spine1:any}, with the variables as written. */
    @Override
    public String toString() {
        return local.name() + ": " + entry.peer().device() + ":" + entry.peer().port();
    }
}
