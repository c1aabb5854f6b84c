package org.ztpserver.it;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ztpserver.docs.Markdown;

/**
 * A command that a page of the manual shows, with what it is said to print. There are two ways to show one:
 *
 * <ul>
 *   <li>a block {@code console}: a command behind {@code $}, and its output below it;
 *   <li>a block {@code sh} to be copied whole, and the output of its last command in a block {@code text output} behind
 *       it, if the page shows any. {@code sh terminal} goes on in a terminal of its own, and the last command of
 *       {@code sh fails} does.
 * </ul>
 *
 * @param text one or more lines: a command goes on while a quotation or a here-document is open, and behind a backslash
 * @param section the heading that it is below
 * @param place page and line
 */
record ShownCommand(String text, Output output, Kind kind, String section, String place) {

    enum Kind {
        /** Of a block {@code console}; its exit status is nobody's business unless the page shows it. */
        TYPED,
        /** Of a block {@code sh}: has to end well. */
        COPIED,
        /** Of a block {@code sh}: has to fail. */
        FAILING,
        /** Goes on beside all that follow. */
        TERMINAL
    }

    /** What is said of a command's output. */
    record Output(boolean shown, String text) {

        static final Output UNKNOWN = new Output(false, "");

        static Output of(String text) {
            return new Output(true, text);
        }
    }

    private static final Pattern HERE_DOCUMENT = Pattern.compile("<<-?\\s*['\"]?(\\w+)");

    /** Every command of a page, from top to bottom. */
    static List<ShownCommand> of(Markdown page) {
        List<ShownCommand> commands = new ArrayList<>();
        List<Markdown.Block> blocks = page.blocks();
        for (int i = 0; i < blocks.size(); i++) {
            Markdown.Block block = blocks.get(i);
            String place = page.path() + ":" + block.line();
            String section = page.section(block.line());
            switch (block.info()) {
                case "console" -> typed(block.text(), section, place, commands);
                case "sh", "sh fails", "sh terminal" -> {
                    boolean shown =
                            i + 1 < blocks.size() && blocks.get(i + 1).info().equals("text output");
                    Output output = shown ? Output.of(blocks.get(i + 1).text()) : Output.UNKNOWN;
                    copied(block, section, place, output, commands);
                }
                default -> {}
            }
        }
        return commands;
    }

    private static void typed(String text, String section, String place, List<ShownCommand> commands) {
        for (String part : text.substring(2).split("\n\\$ ", -1)) {
            List<String> lines = part.lines().toList();
            int end = end(lines, 0);
            String output = String.join("\n", lines.subList(end, lines.size()));
            commands.add(new ShownCommand(join(lines, 0, end), Output.of(output), Kind.TYPED, section, place));
        }
    }

    private static void copied(
            Markdown.Block block, String section, String place, Output output, List<ShownCommand> commands) {
        if (block.info().equals("sh terminal")) {
            commands.add(new ShownCommand(block.text().strip(), output, Kind.TERMINAL, section, place));
            return;
        }
        List<String> lines = block.text().lines().toList();
        for (int begin = 0; begin < lines.size(); ) {
            int end = end(lines, begin);
            boolean last = end == lines.size();
            commands.add(new ShownCommand(
                    join(lines, begin, end),
                    last ? output : Output.UNKNOWN,
                    last && block.info().equals("sh fails") ? Kind.FAILING : Kind.COPIED,
                    section,
                    place));
            begin = end;
        }
    }

    private static String join(List<String> lines, int begin, int end) {
        return String.join("\n", lines.subList(begin, end));
    }

    /** The line behind the command that begins here. */
    private static int end(List<String> lines, int begin) {
        int end = begin + 1;
        Matcher here = HERE_DOCUMENT.matcher(lines.get(begin));
        if (here.find()) {
            while (!lines.get(end).equals(here.group(1))) {
                end++;
            }
            return end + 1;
        }
        while (end < lines.size() && isOpen(join(lines, begin, end))) {
            end++;
        }
        return end;
    }

    private static boolean isOpen(String command) {
        return command.endsWith("\\") || command.chars().filter(c -> c == '\'').count() % 2 == 1;
    }
}
