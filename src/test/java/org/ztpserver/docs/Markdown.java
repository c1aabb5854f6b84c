package org.ztpserver.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** A page of the manual, as far as the tests look at it: fenced blocks and tables. */
public record Markdown(Path path, List<String> lines) {

    /** @param info what stands behind the opening fence, {@code line} where that is, counted from 1 */
    public record Block(String info, String text, int line) {}

    public static Markdown read(String... path) {
        Path file = Path.of("", path);
        try {
            return new Markdown(file, Files.readAllLines(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every page that a reader finds: at the top, and in {@code docs}. */
    public static List<Markdown> pages() {
        try (Stream<Path> top = Files.list(Path.of(""));
                Stream<Path> docs = Files.walk(Path.of("docs"))) {
            return Stream.concat(top, docs)
                    .filter(path -> path.toString().endsWith(".md"))
                    .map(path -> read(path.toString()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith("```")) {
                int end = i + 1;
                while (!lines.get(end).equals("```")) {
                    end++;
                }
                String text = String.join("\n", lines.subList(i + 1, end)) + "\n";
                blocks.add(new Block(lines.get(i).substring(3).strip(), text, i + 1));
                i = end;
            }
        }
        return blocks;
    }

    /** The heading that a line is below, without its {@code #}; counted from 1. */
    public String section(int line) {
        String section = "";
        boolean fenced = false;
        for (String text : lines.subList(0, line)) {
            if (text.startsWith("```")) {
                fenced = !fenced;
            } else if (!fenced && text.matches("#{1,6} .*")) {
                section = text.replaceFirst("#+ ", "");
            }
        }
        return section;
    }

    /** The rows of the table with these columns, without its head. */
    public List<List<String>> table(String... columns) {
        int head = 0;
        while (!cells(lines.get(head)).equals(List.of(columns))) {
            if (++head == lines.size()) {
                throw new AssertionError(path + " has no table with the columns " + String.join(", ", columns));
            }
        }
        return lines.stream()
                .skip(head + 2L)
                .takeWhile(line -> line.startsWith("|"))
                .map(Markdown::cells)
                .toList();
    }

    /** A | within a cell is written {@code \|}. */
    private static List<String> cells(String line) {
        String[] parts = line.split("(?<!\\\\)\\|", -1);
        return Arrays.stream(parts, Math.min(1, parts.length), Math.max(1, parts.length - 1))
                .map(cell -> cell.strip().replace("\\|", "|"))
                .toList();
    }
}
