package org.ztpserver.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A link within the manual leads somewhere, to the heading too. */
class LinksTest {

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

    @TestFactory
    Stream<DynamicTest> everyLinkLeadsToAFileAndAHeading() {
        assertThat(Markdown.pages()).hasSizeGreaterThan(5);
        return Markdown.pages().stream()
                .map(page -> DynamicTest.dynamicTest(
                        page.path().toString(),
                        () -> page.lines().stream()
                                .flatMap(line -> LINK.matcher(line).results().map(MatchResult::group))
                                .map(link -> link.substring(2, link.length() - 1))
                                .filter(link -> !link.matches("[a-z]+:.*"))
                                .forEach(link -> check(page.path(), link))));
    }

    private static void check(Path page, String link) {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
        assertThat(target).as("%s: %s", page, link).matches(Files::exists);
        if (parts.length == 2) {
            assertThat(Markdown.read(target.toString()).lines())
                    .as("%s: %s", page, link)
                    .anyMatch(line -> line.startsWith("#") && anchor(line).equals(parts[1]));
        }
    }

    /** As GitHub makes it of a heading. */
    private static String anchor(String heading) {
        return heading.replaceFirst("#+ ", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }
}
