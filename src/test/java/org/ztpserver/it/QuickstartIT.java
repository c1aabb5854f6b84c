package org.ztpserver.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.ztpserver.docs.Markdown;

/**
 * {@code docs/quickstart.md} and the commands of {@code README.md}, as a reader would run them: {@link ManualShell}
 * says what may be different here.
 *
 * <p>Installing packages and the build are not run again: this test runs within a build. Checked instead: the packages
 * are those that README or {@code .ci/run} name, and the build is README's.
 */
class QuickstartIT {

    private static final Path README = Path.of("README.md");
    private static final Pattern INSTALL = Pattern.compile("(?:sudo )?apt install ([-a-z0-9 ]+)");
    private static final String BUILD = "mvn -B -ntp -DskipTests package";

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    @Test
    void theQuickstartLeadsToAProvisionedSwitch(TestReporter reporter) throws Exception {
        Markdown page = Markdown.read("docs", "quickstart.md");
        List<ShownCommand> commands = ShownCommand.of(page);
        assertThat(commands).hasSizeGreaterThan(15);
        long begin = System.nanoTime();
        try (ManualShell shell = new ManualShell(folder)) {
            assertAll(commands.stream().map(command -> () -> follow(command, shell)));
        }
        reporter.publishEntry(
                "quickstart", Duration.ofNanos(System.nanoTime() - begin).toSeconds() + " s");
    }

    @Test
    void theCommandsOfTheReadmePrintWhatItShows() throws Exception {
        List<ShownCommand> shown = ShownCommand.of(Markdown.read("README.md")).stream()
                .filter(command ->
                        command.kind() == ShownCommand.Kind.TERMINAL || command.kind() == ShownCommand.Kind.TYPED)
                .filter(command -> !command.text().contains("ztp.example.com")) // a proxy, and ProxyIT's
                .map(QuickstartIT::withoutTheBuild)
                .toList();
        assertThat(shown).hasSize(4);
        try (ManualShell shell = new ManualShell(folder)) {
            assertAll(shown.stream().map(command -> () -> shell.run(command)));
        }
    }

    private static ShownCommand withoutTheBuild(ShownCommand command) {
        String text = command.text().replaceFirst("^" + Pattern.quote(BUILD + " && "), "");
        return new ShownCommand(text, command.output(), command.kind(), command.section(), command.place());
    }

    private static void follow(ShownCommand command, ManualShell shell) throws IOException {
        Matcher install = INSTALL.matcher(command.text());
        if (install.matches()) {
            assertThat(knownPackages()).contains(install.group(1).split(" "));
        } else if (command.text().startsWith("mvn ")) {
            assertThat(command.text()).isEqualTo(BUILD);
            assertThat(Files.readString(README)).contains(BUILD);
        } else {
            shell.run(command);
        }
    }

    /** What README tells to install, and what {@code .ci/run} installs for the tests. */
    private static Set<String> knownPackages() throws IOException {
        Set<String> packages = new HashSet<>();
        INSTALL.matcher(Files.readString(README))
                .results()
                .forEach(line -> packages.addAll(Arrays.asList(line.group(1).split(" "))));
        Matcher tools = Pattern.compile("(?s)\\ntools=\\((.*?)\\)\\n").matcher(Files.readString(Path.of(".ci/run")));
        assertThat(tools.find()).isTrue();
        for (String tool : tools.group(1).strip().split("\\s+", -1)) {
            packages.add(tool.substring(tool.indexOf(':') + 1));
        }
        return packages;
    }
}
