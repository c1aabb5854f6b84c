package org.ztpserver.http.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BodyIntakeTest {

    private static final int LIMIT = 10;

    private final BodyIntake intake = new BodyIntake(
            path -> path.equals("/path") ? LIMIT : 0,
            new Flow(new FlowLimits(1, 1, Duration.ofSeconds(4), 1_000_000, Duration.ofSeconds(10), 0)));
    private @Nullable ServletRequest atTheDoor;
    private final FilterChain door = (request, response) -> atTheDoor = request;

    /** The body that the door sees after so many dispatches. */
    private InputStream body(FakeExchange exchange, int dispatches) throws Exception {
        intake.doFilter(exchange.request, exchange.response, door);
        if (dispatches > 0) {
            assertThat(atTheDoor).isNull();
            assertThat(exchange.dispatches).isEqualTo(dispatches);
            intake.doFilter(exchange.request, exchange.response, door);
        }
        return Objects.requireNonNull(atTheDoor).getInputStream();
    }

    private static String text(InputStream body) throws IOException {
        return new String(body.readAllBytes(), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @EnumSource(names = {"REQUEST", "ASYNC"})
    void aBodyIsTakenInAlsoIfItsRequestHadToWaitBefore(DispatcherType dispatcher) throws Exception {
        FakeExchange exchange = new FakeExchange("1234567890");
        exchange.dispatcher = dispatcher;
        exchange.declaredLength = 10;
        assertThat(text(body(exchange, 1))).isEqualTo("1234567890");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1", "HTTP/2.0"})
    void aBodyWithoutALengthIsTakenIn(String protocol) throws Exception {
        FakeExchange exchange = new FakeExchange("1234567890");
        exchange.protocol = protocol;
        assertThat(text(body(exchange, 1))).isEqualTo("1234567890");
    }

    @Test
    void ofALongerBodyTheDoorSeesOneByteMoreAndNoEnd() throws Exception {
        InputStream body = body(new FakeExchange("123456789012"), 1);
        assertThat(body.readNBytes(LIMIT + 1)).hasSize(LIMIT + 1);
        assertThatThrownBy(body::read).isInstanceOf(IOException.class);
    }

    @Test
    void aBodyThatIsTooLongByItsLengthIsNotReadAndHasNoEnd() throws Exception {
        FakeExchange exchange = new FakeExchange("12345678901");
        exchange.declaredLength = 11;
        InputStream body = body(exchange, 0);
        assertThatThrownBy(body::read).isInstanceOf(IOException.class);
        assertThat(exchange.request.getInputStream().read()).isEqualTo('1');
    }
}
