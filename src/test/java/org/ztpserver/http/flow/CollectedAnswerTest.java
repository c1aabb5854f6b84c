package org.ztpserver.http.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class CollectedAnswerTest {

    private final CollectedAnswer answer = new CollectedAnswer(new FakeExchange("").response);

    private String collected() {
        return new String(answer.bytes(), 0, answer.size(), StandardCharsets.UTF_8);
    }

    @Test
    void aLargeAnswerIsNotCopied() throws Exception {
        byte[] large = new byte[100_000];
        answer.getOutputStream().write(large);
        assertThat(answer.bytes()).isSameAs(large);
    }

    @Test
    void anotherAnswerInItsPlaceIsNotWrittenIntoTheArrayOfTheFirst() throws Exception {
        byte[] large = new byte[100_000];
        Arrays.fill(large, (byte) 'x');
        answer.getOutputStream().write(large);
        answer.reset();
        answer.getOutputStream().write("a fault".getBytes(StandardCharsets.UTF_8));
        assertThat(collected()).isEqualTo("a fault");
        assertThat(large).containsOnly('x');
    }

    @Test
    void aWriterIsRefusedBecauseNobodyWouldFlushIt() {
        assertThatThrownBy(answer::getWriter).isInstanceOf(IllegalStateException.class);
    }
}
