package org.ztpserver.app.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.status.Status;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.ztpserver.docs.Markdown;
import org.ztpserver.http.Json;

class LoggingTest {

    private static final Instant TIME = Instant.parse("2026-11-20T13:11:38.230Z");
    private static final String HOSTILE = "a\nb\r\u001b[2Jc\u2028d\u0085e\u0000\"}\\";

    private static String line(LogFormat format, String message, Map<String, String> context) {
        return line(new ServerConfig.Log(true, true, format, Optional.empty()), message, context, null);
    }

    private static String line(
            ServerConfig.Log log, String message, Map<String, String> context, @Nullable Throwable fault) {
        LoggerContext logback = new LoggerContext();
        LoggingEvent event = new LoggingEvent(
                "x", logback.getLogger("org.ztpserver.eos.NodeRegistration"), Level.INFO, message, fault, null);
        event.setInstant(TIME);
        event.setMDCPropertyMap(context);
        String line = new String(Logging.encoder(logback, log).encode(event), UTF_8);
        assertThat(logback.getStatusManager().getCopyOfStatusList())
                .as("what Logback says of the pattern")
                .noneMatch(status -> status.getEffectiveLevel() > Status.INFO);
        return line;
    }

    private static Map<String, Object> json(String line) {
        assertThat(line).endsWith("}\n");
        assertThat(line.lines()).hasSize(1);
        return Json.readObject(line.getBytes(UTF_8));
    }

    private static Map<String, Object> json(String message, Map<String, String> context) {
        return json(line(LogFormat.JSON, message, context));
    }

    /** The address is in the text, too: who looks for a switch in the log finds all its requests. */
    @ParameterizedTest
    @EnumSource
    void theManualShowsALineInEveryFormat(LogFormat format) {
        String line = line(
                format,
                "JPE24010001: the node matches pattern 'leaf with two uplinks' of neighbordb",
                Map.of("node", "JPE24010001", "address", "192.0.2.51", "event", "pattern-matched"));
        if (format == LogFormat.TEXT) {
            line = line.replaceFirst("\\S+", TIME.toString()); // it is in the zone of this machine
        }

        assertThat(Markdown.read("docs", "configuration.md").blocks().stream().map(Markdown.Block::text))
                .contains(line);
    }

    @Test
    void anEventIsAnObjectWithWhatIsKnown() {
        assertThat(json("started", Map.of()))
                .containsExactly(
                        Map.entry("time", "2026-11-20T13:11:38.230Z"),
                        Map.entry("level", "INFO"),
                        Map.entry("message", "started"));
        assertThat(json(
                        "m\u00fcde \ud83d\ude00",
                        Map.of("node", "N1", "address", "2001:db8::1", "event", "e", "other", "x")))
                .containsEntry("message", "m\u00fcde \ud83d\ude00")
                .containsEntry("node", "N1")
                .containsEntry("address", "2001:db8::1")
                .containsEntry("event", "e")
                .doesNotContainKeys("other", "error")
                .hasSize(6);
    }

    @Test
    void aFullSecondHasItsMillisecondsToo() {
        LoggingEvent event = new LoggingEvent();
        event.setInstant(Instant.parse("2026-11-20T13:11:38Z"));
        event.setLevel(Level.WARN);
        event.setMessage("x");
        event.setMDCPropertyMap(Map.of());
        assertThat(json(new String(new JsonLines().encode(event), UTF_8)))
                .containsEntry("time", "2026-11-20T13:11:38.000Z")
                .containsEntry("level", "WARN");
    }

    @Test
    void nothingInAJsonLineIsAControlCharacterAndNothingIsHalfACharacter() {
        String line = line(
                LogFormat.JSON,
                HOSTILE + "\ud800",
                Map.of("node", HOSTILE, "address", HOSTILE + "\udc00", "event", HOSTILE));
        assertThat(line.strip().chars()).noneMatch(Character::isISOControl).noneMatch(c -> c == '\u2028');
        assertThat(json(line))
                .containsEntry("message", "a?b??[2Jc?d?e?\"}\\?")
                .containsEntry("node", "a?b??[2Jc?d?e?\"}\\")
                .containsEntry("address", "a?b??[2Jc?d?e?\"}\\?")
                .containsEntry("event", "a?b??[2Jc?d?e?\"}\\");
    }

    @Test
    void aFaultIsInTheObjectWithItsTrace() {
        Throwable fault = new IllegalStateException(HOSTILE, new IllegalArgumentException("the cause"));
        ServerConfig.Log log = new ServerConfig.Log(true, true, LogFormat.JSON, Optional.empty());
        String error = (String) json(line(log, "failed", Map.of(), fault)).get("error");
        assertThat(error)
                .startsWith("java.lang.IllegalStateException: a\nb??[2Jc?d?e?\"}\\\n\tat "
                        + getClass().getName())
                .contains("Caused by: java.lang.IllegalArgumentException: the cause\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "%(message)s | 192.0.2.51: hello",
                "%(levelname)s <%(message)s> | INFO <192.0.2.51: hello>",
                "%(message)20s. | '   192.0.2.51: hello.'",
                "%(levelname)s | INFO"
            })
    void theAddressOfTheClientStandsBeforeTheMessage(String format, String line) {
        ServerConfig.Log log =
                new ServerConfig.Log(true, true, LogFormat.TEXT, Optional.of(PythonLogFormat.parse(format)));
        assertThat(line(log, "hello", Map.of("address", "192.0.2.51"), null)).isEqualTo(line + "\n");
    }

    @Test
    void withoutAnAddressThereIsTheMessageAlone() {
        for (Map<String, String> context : List.of(Map.of("node", "N1"), Map.of("address", ""))) {
            assertThat(line(LogFormat.TEXT, "hello", context)).endsWith(" INFO  hello\n");
        }
    }

    @Test
    void controlCharactersOfAnAddressAreVisible() {
        assertThat(line(LogFormat.TEXT, HOSTILE, Map.of("address", HOSTILE)))
                .endsWith(" INFO  a?b??[2Jc?d?e?\"}\\: a?b??[2Jc?d?e?\"}\\\n");
        assertThat(line(LogFormat.TEXT, "$1 %msg", Map.of("address", "$1 %msg")))
                .endsWith(" INFO  $1 %msg: $1 %msg\n");
    }
}
