package org.ztpserver.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Pages whose tests are split by section: each section with something to test has one class. */
class SectionsAreTestedTest {

    @Test
    void everySectionThatQuotesAMessageHasItsClass() {
        assertThat(tested(TroubleshootingPage.NAME))
                .containsExactlyInAnyOrderElementsOf(TroubleshootingPage.messages().stream()
                        .map(TroubleshootingPage.Message::section)
                        .distinct()
                        .toList());
    }

    @Test
    void noTwoMessagesHaveOneName() {
        assertThat(TroubleshootingPage.messages())
                .extracting(TroubleshootingPage.Message::name)
                .doesNotHaveDuplicates();
    }

    @Test
    void everySectionThatShowsACommandHasItsClass() {
        List<ShownCommand> commands = OperatedServer.commands();
        assertThat(commands).hasSizeGreaterThan(25);
        assertThat(tested(OperatedServer.PAGE))
                .containsExactlyInAnyOrderElementsOf(
                        commands.stream().map(ShownCommand::section).distinct().toList());
    }

    private static List<String> tested(String page) {
        return new ClassFileImporter()
                .importPackages(SectionsAreTestedTest.class.getPackageName()).stream()
                        .filter(type -> type.isAnnotatedWith(TestsSections.class))
                        .map(type -> type.getAnnotationOfType(TestsSections.class))
                        .filter(annotation -> annotation.page().equals(page))
                        .flatMap(annotation -> Stream.of(annotation.sections()))
                        .toList();
    }
}
