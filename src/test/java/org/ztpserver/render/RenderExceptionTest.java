package org.ztpserver.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RenderExceptionTest {

    private static String message(String text) {
        return String.valueOf(new RenderException("t.ftl", 1, text).getMessage());
    }

    @Test
    void theMessageIsOneLineOfVisibleCharacters() {
        assertThat(message(" a\r\n\tb\u001b[2J\u0085c\u009b2Jd\u202ee\u2028f ")).isEqualTo("a b [2J c 2Jd e f");
    }

    @Test
    void aLongMessageEndsWithAWholeCharacter() {
        assertThat(message("x".repeat(499) + "\ud83d\ude00y")).isEqualTo("x".repeat(499) + "...");
        assertThat(message("x".repeat(500))).isEqualTo("x".repeat(500));
    }
}
