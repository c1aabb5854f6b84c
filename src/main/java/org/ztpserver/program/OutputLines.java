package org.ztpserver.program;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.ztpserver.core.node.Printable;

/** Converts the output of a program to lines for the log. */
final class OutputLines {

    /** Faults are at the end of the output. This many lines are enough. */
    private static final int MAX_LINES = 200;

    private static final int MAX_CHARACTERS = 1000;

    private OutputLines() {}

    /** The last lines, safe to show, without blank lines. */
    static List<String> of(byte[] output) {
        List<String> all = new String(output, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
        int skipped = Math.max(0, all.size() - MAX_LINES);
        List<String> lines = new ArrayList<>();
        if (skipped > 0) {
            lines.add("(" + skipped + " lines left out)");
        }
        all.subList(skipped, all.size()).forEach(line -> lines.add(shown(line)));
        return lines;
    }

    private static String shown(String line) {
        String escaped = Printable.escape(line.stripTrailing());
        return escaped.length() > MAX_CHARACTERS ? escaped.substring(0, MAX_CHARACTERS) + "..." : escaped;
    }
}
