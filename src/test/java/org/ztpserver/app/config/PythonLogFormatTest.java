package org.ztpserver.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.status.Status;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PythonLogFormatTest {

    private static String render(String format, String message) {
        LoggerContext context = new LoggerContext();
        context.putProperty("PID", "4711");
        PatternLayout layout = new PatternLayout();
        layout.setContext(context);
        layout.setPattern(PythonLogFormat.parse(format).pattern());
        layout.start();
        assertThat(context.getStatusManager().getCopyOfStatusList())
                .as("what Logback says of the pattern")
                .noneMatch(status -> status.getEffectiveLevel() > Status.INFO);
        LoggingEvent event = new LoggingEvent(
                "x", context.getLogger("org.ztpserver.app.Standalone"), Level.INFO, message, null, null);
        event.setMDCPropertyMap(Map.of());
        return layout.doLayout(event);
    }

    @ParameterizedTest
    @CsvSource({
        "%(message)s,hello",
        "%(levelname)s: %(message)s,INFO: hello",
        "[%(name)s],[org.ztpserver.app.Standalone]",
        "%(module)s,Standalone",
        "%(process)d,4711",
        "%(levelname)-8s|,INFO    |",
        "|%(levelname)8s,|    INFO",
        "100%% %(message)s,100% hello",
        "(x) {y} [z] \\ %(message)s,(x) {y} [z] \\ hello",
        "(%(levelname)s),(INFO)",
        "%(message)s{},hello{}",
        "a.b;d:%(message)s,a.b;d:hello",
        "'\"%(message)s\"','\"hello\"'",
        "%(levelname)sabc %(levelname)s{x} %(message)s_,INFOabc INFO{x} hello_",
        "%(name)s(%(levelname)s),org.ztpserver.app.Standalone(INFO)",
        "plain,plain"
    })
    void aFormatOfPythonsLooksTheSame(String format, String line) {
        assertThat(render(format, "hello")).isEqualTo(line);
    }

    @Test
    void theTimeIsThatOfPythonsLog() {
        assertThat(render("%(asctime)s %(message)s", "hello"))
                .matches("[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2},[0-9]{3} hello");
    }

    @Test
    void controlCharactersOfAMessageAreVisible() {
        assertThat(render("%(message)s", "a\nb\r\u001b[2J\u2028c\u0085")).isEqualTo("a?b??[2J?c?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%(nosuch)s", "%s", "%(message)x", "%", "%(message", "%d"})
    void aFieldThatIsNotKnownIsRefusedWithThoseThatAre(String format) {
        assertThatThrownBy(() -> PythonLogFormat.parse(format))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("%(asctime)s");
    }
}
