package org.ztpserver.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The example of each action in docs/actions.md, on the server, for a switch in a box. */
class ManualExamplesIT {

    private static final Path MANUAL = Path.of("docs/actions.md");
    private static final Path ACTIONS = Path.of("src/main/dataroot/actions");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(yaml|text) (\\S+)\n(.*?)^```$");

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private static Path temporary;

    @SuppressWarnings("NullAway.Init") // set before all
    private static StarterSite site;

    @SuppressWarnings("NullAway.Init") // set before all
    private static ServerProcess server;

    @BeforeAll
    static void start() throws IOException {
        site = new StarterSite(temporary.resolve("dataroot"));
        server = ServerProcess.start(site.root());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static List<String> actions() throws IOException {
        try (var files = Files.list(ACTIONS)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** The fenced blocks of an action's section: the definition by that name, and the files that it needs. */
    private static Map<String, String> blocks(String action) throws IOException {
        String section = Pattern.compile("(?m)^## ")
                .splitAsStream(Files.readString(MANUAL, UTF_8))
                .filter(text -> text.startsWith(action + "\n"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(MANUAL + " has no section on " + action));
        Map<String, String> blocks = new TreeMap<>();
        for (MatchResult block : BLOCK.matcher(section).results().toList()) {
            blocks.put(block.group(2), block.group(3));
        }
        return blocks;
    }

    @ParameterizedTest
    @MethodSource("actions")
    void theExampleProvisionsASwitch(String action) throws Exception {
        Map<String, String> blocks = blocks(action);
        String definition = Objects.requireNonNull(blocks.remove("definition"), "no 'yaml definition' in the section");
        blocks.forEach(site.files()::write);
        try (MailStandIn mail = new MailStandIn()) {
            String serial = "DOC-" + action;
            site.define(serial, definition.replace("smtp.example.com", mail.address()));
            EosSwitch.Boot boot =
                    new EosSwitch(server.url(), serial, temporary).boot().isProvisioned();
            assertThat(boot.text()).contains(": " + action + " (");
            assertThat(mail.finish()).hasSize(action.equals("send_email") ? 1 : 0);
        }
    }
}
