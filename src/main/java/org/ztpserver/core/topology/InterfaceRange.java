package org.ztpserver.core.topology;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ztpserver.core.node.Printable;

/** A list of interfaces and ranges: {@code Ethernet1-2,4,6/1-6/4, ma1}. */
final class InterfaceRange {

    static final int MAX_INTERFACES = 4096;

    private final String text;
    private final Set<String> names = new LinkedHashSet<>();
    /** The kind of interface that a bare number belongs to. */
    private @Nullable String lastPrefix;

    private InterfaceRange(String text) {
        this.text = text;
    }

    /**
     * The canonical names of the interfaces in the order of the text, without duplicates.
     *
     * @throws IllegalArgumentException if the text is not such a list
     */
    static List<String> expand(String text) {
        InterfaceRange range = new InterfaceRange(text);
        for (String part : text.split(",", -1)) {
            range.add(part.strip());
        }
        return List.copyOf(range.names);
    }

    private void add(String part) {
        String[] ends = part.split("-", -1);
        if (ends.length > 2) {
            throw invalid(part, "is not a range with two ends");
        }
        InterfaceName written = name(part, ends[0]);
        InterfaceName first = prefixed(written, part);
        lastPrefix = first.prefix();
        if (ends.length == 1) {
            put(first);
            return;
        }
        InterfaceName last = name(part, ends[1]);
        if (last.prefix() != null && !last.prefix().equals(written.prefix())) {
            throw invalid(part, "begins with one kind of interface and ends with another");
        }
        if (!first.parent().equals(last.parent())) {
            throw invalid(part, "is a range across modules: stay within one, as in 3/1-3/4");
        }
        if (first.last() >= last.last()) {
            throw invalid(part, "is a range that does not ascend");
        }
        for (int number = first.last(); number <= last.last(); number++) {
            put(first.withLast(number));
        }
    }

    private InterfaceName name(String part, String end) {
        InterfaceName name = InterfaceName.parse(end.strip())
                .orElseThrow(() -> invalid(
                        part,
                        "is not an interface: use any, none, or a list such as "
                                + "Ethernet1-2,4,6/1-6/4 or ma1, with up to three numbers each"));
        if (name.numbers().contains(0)) {
            throw invalid(part, "has the number 0: interfaces start at 1");
        }
        return name;
    }

    private InterfaceName prefixed(InterfaceName name, String part) {
        if (name.prefix() != null) {
            return name;
        }
        if (lastPrefix == null) {
            throw invalid(part, "is a number without a kind of interface before it");
        }
        return name.withPrefix(lastPrefix);
    }

    private void put(InterfaceName name) {
        names.add(name.toString());
        if (names.size() > MAX_INTERFACES) {
            throw new IllegalArgumentException(
                    "interface " + Printable.quote(text) + " is more than " + MAX_INTERFACES + " interfaces");
        }
    }

    private IllegalArgumentException invalid(String part, String reason) {
        String within = part.equals(text) ? "" : " (in " + Printable.quote(text) + ")";
        return new IllegalArgumentException("interface " + Printable.quote(part) + " " + reason + within);
    }
}
