package org.ztpserver.core.topology;

import java.util.List;
import org.ztpserver.core.topology.regex.Recent;

/**
 * The first column of an interface pattern.
 *
 * @param name {@code any}, {@code none} or an interface in its canonical spelling
 */
record LocalInterface(ColumnKind kind, String name) {

    private static final LocalInterface ANY = new LocalInterface(ColumnKind.ANY, "any");
    private static final LocalInterface NONE = new LocalInterface(ColumnKind.NONE, "none");

    private static final Recent<List<LocalInterface>> RECENT = new Recent<>(LocalInterface::read);

    /** @throws IllegalArgumentException if the text is neither a keyword nor a list of interfaces */
    static List<LocalInterface> parse(String text) {
        return RECENT.get(text);
    }

    private static List<LocalInterface> read(String text) {
        return switch (text) {
            case "any" -> List.of(ANY);
            case "none" -> List.of(NONE);
            default ->
                InterfaceRange.expand(text).stream()
                        .map(name -> new LocalInterface(ColumnKind.GIVEN, name))
                        .toList();
        };
    }
}
