package org.ztpserver.core.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeIdTest {

    @ParameterizedTest
    @ValueSource(strings = {"SSJ17290598", "001c73aabbcc", "a", "a.b-c_d", "...", ".a", "-x", "0012345"})
    void namesOfTheAlphabetAreIdentifiers(String text) {
        assertThat(NodeId.parse(text)).hasToString(text);
        assertThat(SerialNumber.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", ".", "..", "../x", "a/b", "a\\b", "a b", " a", "a\n", "a\0", "%2e%2e", "a;b", "00:1c", "é", "\u0661"
            })
    void anythingElseIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> NodeId.parse(text));
        assertThatIllegalArgumentException().isThrownBy(() -> SerialNumber.parse(text));
    }

    @Test
    void anIdentifierHasAtMost128Characters() {
        assertThat(NodeId.parse("x".repeat(128)).value()).hasSize(128);
        assertThatIllegalArgumentException().isThrownBy(() -> NodeId.parse("x".repeat(129)));
    }

    @Test
    void theMessageShowsTheTextWithoutItsControlCharactersAndNotAllOfIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> NodeId.parse("a\r\nb\u202e" + "x".repeat(5000)))
                .withMessageContaining("'a\\u000d\\u000ab\\u202exxx")
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(300).doesNotContain("\n"));
    }
}
