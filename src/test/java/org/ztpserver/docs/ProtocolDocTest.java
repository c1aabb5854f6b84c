package org.ztpserver.docs;

import static java.util.function.Predicate.not;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * {@code docs/protocol.md} has every section that comments cite, and an example of every answer that its tables name.
 * That the examples are true is for {@code ProtocolIT} to say.
 */
class ProtocolDocTest {

    private static final Markdown PAGE = Markdown.read("docs", "protocol.md");

    private static final Pattern HEADING = Pattern.compile("#{2,3} ([AB][0-9]?)\\. \\S.*");

    private static final String SECTIONS = "([A-Z][0-9]*\\b(?:(?:, | and )[A-Z][0-9]*\\b)*)";

    /** {@code contract A1, A2}, {@code contract A5 step 4}, {@code sections A3 and A5 of the contract}. */
    private static final Pattern CITATION = Pattern.compile("[Cc]ontract " + SECTIONS + "(?: step ([0-9]))?"
            + "|(?:[Ss]ections?|Part) " + SECTIONS + " of the contract");

    /** @param step of the section; empty for most */
    private record Citation(Path file, String section, String step) {}

    /** A row of a table of requests: {@code GET /nodes/<id>}, and the statuses in the other cells. */
    private record Request(String name, List<String> statuses) {

        boolean isLike(String method, String path) {
            String[] parts = name.split(" ", 2);
            String pattern = parts[1].replace("<path>", ".+").replaceAll("<[a-z]+>", "[^/]+");
            return parts[0].equals(method) && path.matches("/ztpserver" + pattern);
        }
    }

    @Test
    void everySectionHasItsHeading() {
        assertThat(headings()).containsExactly("A", "A1", "A2", "A3", "A4", "A5", "A6", "A7", "A8", "A9", "B");
    }

    @Test
    void everySectionThatACommentCitesIsThere() throws IOException {
        List<Citation> ofTheServer = citations(Path.of("src", "main", "java"));
        List<Citation> ofTheTests = citations(Path.of("src", "test", "java"));

        assertThat(ofTheServer).hasSizeGreaterThan(50);
        assertThat(Stream.concat(ofTheServer.stream(), ofTheTests.stream()))
                .allSatisfy(citation -> assertThat(headings()).contains(citation.section));
    }

    @Test
    void everyStepThatACommentCitesIsThere() throws IOException {
        List<Citation> steps = citations(Path.of("src", "main", "java")).stream()
                .filter(not(citation -> citation.step.isEmpty()))
                .toList();

        assertThat(steps)
                .isNotEmpty()
                .allSatisfy(citation -> assertThat(section(citation.section))
                        .filteredOn(line -> line.startsWith(citation.step + ". "))
                        .hasSize(1));
    }

    @TestFactory
    Stream<DynamicTest> everyAnswerInATableOfRequestsHasAnExample() {
        Map<String, List<String>> examples = examples();
        List<Request> requests = requests();
        assertThat(requests).hasSizeGreaterThan(15);
        return requests.stream()
                .map(request -> DynamicTest.dynamicTest(
                        request.name,
                        () -> assertThat(examples.getOrDefault(request.name, List.of()))
                                .containsAll(request.statuses)));
    }

    @Test
    void everyRequestIsFollowedByItsAnswer() {
        List<String> order = PAGE.blocks().stream().map(Markdown.Block::info).toList();
        assertThat(order).endsWith("http answer");
        for (int i = 0; i < order.size(); i++) {
            assertThat(order.get(i).equals("http answer"))
                    .as("line %d", PAGE.blocks().get(i).line())
                    .isEqualTo(i > 0 && order.get(i - 1).equals("http request"));
        }
    }

    @Test
    void theTableOfInterfacePatternsIsThatOfTheGuide() {
        List<List<String>> guide =
                Markdown.read("docs", "neighbordb.md").table("local", "device", "port", "what it asks", "kind").stream()
                        .filter(row -> !row.get(4).equals("refused"))
                        .map(row -> List.of(
                                row.get(0), row.get(1), row.get(2), row.get(4).equals("positive") ? "yes" : "no"))
                        .toList();

        assertThat(PAGE.table("local", "device", "port", "answer", "for an adjacency").stream()
                        .map(row -> row.subList(0, 4)))
                .containsExactlyInAnyOrderElementsOf(guide);
    }

    private static List<String> headings() {
        return PAGE.lines().stream()
                .map(HEADING::matcher)
                .filter(Matcher::matches)
                .map(heading -> heading.group(1))
                .toList();
    }

    /** The lines below the heading of a section, to the next one. */
    private static List<String> section(String name) {
        return PAGE.lines().stream()
                .dropWhile(line -> !line.startsWith("### " + name + ". "))
                .skip(1)
                .takeWhile(line -> !line.matches("#{2,3} .*"))
                .toList();
    }

    private static List<Citation> citations(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .flatMap(ProtocolDocTest::citationsIn)
                    .toList();
        }
    }

    private static Stream<Citation> citationsIn(Path file) {
        String text;
        try {
            text = Files.readString(file)
                    .replaceAll("\\s*\\R\\s*\\*?\\s*", " "); // a citation may go on in the next line
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return CITATION.matcher(text).results().flatMap(citation -> citedBy(file, citation));
    }

    private static Stream<Citation> citedBy(Path file, MatchResult citation) {
        String sections = citation.group(1) == null ? citation.group(3) : citation.group(1);
        String step = citation.group(2) == null ? "" : citation.group(2);
        return Stream.of(sections.split(", | and ", -1)).map(section -> new Citation(file, section, step));
    }

    /** The rows of both tables of requests. */
    private static List<Request> requests() {
        List<Request> requests = new ArrayList<>();
        boolean within = false;
        for (String line : PAGE.lines()) {
            within = line.equals("| request | success | failure |") || (within && line.startsWith("|"));
            Matcher row = Pattern.compile("\\| `([^`]+)` \\|(.*)").matcher(line);
            if (within && row.matches()) {
                List<String> statuses = Pattern.compile("\\b[1-5][0-9][0-9]\\b")
                        .matcher(row.group(2))
                        .results()
                        .map(MatchResult::group)
                        .toList();
                requests.add(new Request(row.group(1), statuses));
            }
        }
        return requests;
    }

    /** The statuses of the answers that the page shows, by the first request of the tables that is like theirs. */
    private static Map<String, List<String>> examples() {
        Map<String, List<String>> examples = new HashMap<>();
        List<Markdown.Block> blocks = PAGE.blocks();
        for (int i = 0; i + 1 < blocks.size(); i++) {
            if (blocks.get(i).info().equals("http request")) {
                String[] line = blocks.get(i).text().split("\\s", 3);
                String status = blocks.get(i + 1).text().split(" ", 3)[1];
                requests().stream()
                        .filter(request -> request.isLike(line[0], line[1]))
                        .findFirst()
                        .ifPresent(request -> examples.computeIfAbsent(request.name, name -> new ArrayList<>())
                                .add(status));
            }
        }
        return examples;
    }
}
