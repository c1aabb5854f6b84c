package org.ztpserver.core.topology.regex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PythonRegexTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "DCS-7050, DCS-7050S-64, true",
                "DCS-7050$, DCS-7050S-64, false",
                "7050, DCS-7050S-64, false",
                ".*7050, DCS-7050S-64, true",
                "\"\", anything, true",
                "(?P<pod_1>pod\\d+)-(?P=pod_1), pod7-pod7, true",
                "(?P<pod_1>pod\\d+)-(?P=pod_1), pod7-pod8, false",
                "spine{1}, spine1, true",
                "a{x}, a{x}, true",
                "(?i)SPINE\\d$, spine4, true",
                "[[]a], [a], true",
                "[a&&b], &, true",
                "(a)?(?(1)b|c), ab, true",
                "(a)?(?(1)b|c), c, true",
                "(a)?(?(1)b|c), b, false",
            })
    void anExpressionIsAnchoredAtTheStartAndSpelledAsInPython(String expression, String text, boolean matches) {
        assertThat(PythonRegex.compile(expression).matchesStartOf(text)).isEqualTo(matches);
    }

    @Test
    void theEndIsBeforeALastLineBreakAndADotIsAnythingButALineBreak() {
        assertThat(PythonRegex.compile("a$").matchesStartOf("a\n")).isTrue();
        assertThat(PythonRegex.compile("a$").matchesStartOf("a\r")).isFalse();
        assertThat(PythonRegex.compile("a\\Z").matchesStartOf("a\n")).isFalse();
        assertThat(PythonRegex.compile("a.b").matchesStartOf("a\rb")).isTrue();
        assertThat(PythonRegex.compile("a.b").matchesStartOf("a\nb")).isFalse();
    }

    @Test
    void aFaultIsNamedWithItsPlace() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PythonRegex.compile("spine(\\d"))
                .withMessage(
                        "'spine(\\d' is not a regular expression: missing ), unterminated subpattern (character 6)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PythonRegex.compile("(?(1)a)(b)"))
                .withMessageEndingWith("not supported here");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a*a*a*a*b", "((a*)*)*b", "(a|aa)+\\1b"})
    void anExpressionThatBacktracksWithoutEndIsStopped(String expression) {
        PythonRegex regex = PythonRegex.compile(expression);

        assertThatExceptionOfType(RunawayRegexException.class)
                .isThrownBy(() -> regex.matchesStartOf("a".repeat(1000) + "!"))
                .withMessageContaining(expression);
    }

    @Test
    void longAndDeepExpressionsAreRefusedRatherThanTried() {
        assertThatIllegalArgumentException().isThrownBy(() -> PythonRegex.compile("a".repeat(5000)));
        assertThatIllegalArgumentException().isThrownBy(() -> PythonRegex.compile("(".repeat(1000) + ")".repeat(1000)));
        assertThatIllegalArgumentException().isThrownBy(() -> PythonRegex.compile("a{10000000}"));
    }

    @Test
    void expressionsAreEqualIfTheirTextIsEqual() {
        assertThat(PythonRegex.compile("a.*"))
                .isEqualTo(PythonRegex.compile("a.*"))
                .hasSameHashCodeAs(PythonRegex.compile("a.*"))
                .hasToString("a.*")
                .isNotEqualTo(PythonRegex.compile("a."));
    }

    @Property(tries = 300)
    void aTextWithEveryCharacterEscapedMatchesItself(@ForAll @StringLength(max = 20) String text) {
        StringBuilder expression = new StringBuilder();
        text.codePoints().forEach(c -> expression.append(String.format("\\U%08x", c)));

        assertThat(PythonRegex.compile(expression + "\\Z").matchesStartOf(text)).isTrue();
        assertThat(PythonRegex.compile(expression + "\\Z").matchesStartOf(text + "x"))
                .isFalse();
    }
}
