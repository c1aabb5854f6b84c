package org.ztpserver.eos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ztpserver.core.fault.FaultKind;
import org.ztpserver.core.fault.Faults;
import org.ztpserver.event.Contact;
import org.ztpserver.event.RecordedEvents;

class BootstrapTest {

    private static final String URL = "http://ztp:8080/$SERVER\\1$0/\u00fc";
    private static final int TEMPLATES = 5000;
    private static final long SEED = Long.getLong("ztpserver.test.seed", 20_261_120);
    private static final List<String> PARTS = List.of(
            "$", "$", "$", "{", "}", "SERVER", "SERVER", "S", "x", "_", "1", " ", "\n", "\u00fc", "server", ".", "\\",
            "SERVER}");

    private static final String PROGRAM = """
            import json, string, sys
            question = json.load(sys.stdin)
            json.dump([string.Template(t).safe_substitute(SERVER=question['url']) for t in question['templates']],
                      sys.stdout)
            """;

    private record FakeFiles(Optional<ScriptTemplate> script, Map<String, @Nullable Object> settings)
            implements BootstrapFiles {

        @Override
        public String scriptPath() {
            return "bootstrap/bootstrap";
        }
    }

    private static byte[] substitute(byte[] script) {
        return new Bootstrap(
                        new FakeFiles(Optional.of(ScriptTemplate.parse(script)), Map.of()),
                        new RecordedEvents().events())
                .script(new Contact("192.0.2.1"), URL);
    }

    @Test
    void everyTemplateIsFilledInAsByPython(@TempDir Path folder) throws Exception {
        Random random = new Random(SEED);
        List<String> templates = new ArrayList<>();
        for (int i = 0; i < TEMPLATES; i++) {
            StringBuilder template = new StringBuilder();
            for (int length = 1 + random.nextInt(8); length > 0; length--) {
                template.append(PARTS.get(random.nextInt(PARTS.size())));
            }
            templates.add(template.toString());
        }
        ObjectMapper json = new ObjectMapper();
        Path question = folder.resolve("question.json");
        json.writeValue(question.toFile(), Map.of("url", URL, "templates", templates));
        Process python = new ProcessBuilder("python3", "-c", PROGRAM)
                .redirectInput(question.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        JsonNode expected = json.readTree(python.getInputStream());
        assertThat(python.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(expected).hasSize(TEMPLATES);
        for (int i = 0; i < TEMPLATES; i++) {
            String template = templates.get(i);
            assertThat(new String(substitute(template.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8))
                    .as(template)
                    .isEqualTo(expected.get(i).asText());
        }
    }

    @Test
    void everyByteSurvives() {
        byte[] script = new byte[256];
        for (int i = 0; i < 256; i++) {
            script[i] = (byte) i;
        }
        assertThat(substitute(script)).isEqualTo(script);
    }

    @Test
    void aMissingScriptIsAFaultThatNamesIt() {
        Bootstrap bootstrap = new Bootstrap(new FakeFiles(Optional.empty(), Map.of()), new RecordedEvents().events());
        assertThatThrownBy(() -> bootstrap.script(new Contact("192.0.2.1"), URL))
                .is(Faults.fault(FaultKind.NOT_PROVISIONED))
                .hasMessageContaining("bootstrap/bootstrap");
    }

    @Test
    void settingsHaveTheirDefaultsAndKeepTheRest() {
        Map<String, @Nullable Object> file = new HashMap<>();
        file.put("logging", null);
        file.put("more", 1);
        assertThat(new Bootstrap(new FakeFiles(Optional.empty(), file), new RecordedEvents().events()).settings())
                .containsEntry("logging", List.of())
                .containsEntry("xmpp", Map.of())
                .containsEntry("more", 1);
        assertThat(new Bootstrap(
                                new FakeFiles(Optional.empty(), Map.of("xmpp", Map.of("a", 1))),
                                new RecordedEvents().events())
                        .settings())
                .containsEntry("xmpp", Map.of("a", 1));
    }
}
