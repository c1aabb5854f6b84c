package org.ztpserver.site.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ztpserver.core.fault.FaultKind;
import org.ztpserver.core.fault.Faults;
import org.ztpserver.core.fault.ProvisioningException;
import org.ztpserver.core.site.Finding;

class YamlReaderTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "777 | 777",
                "-5 | -5",
                "0 | 0",
                "123456789012345678901234567890 | 123456789012345678901234567890",
                "1.5 | 1.5",
                "-0.25 | -0.25",
                "100.0 | 100.0"
            })
    void aNumberIsATextThatPrintsAsItWasWritten(String yaml, String number) {
        Object plain = plain("v: " + yaml);

        assertThat(plain).isEqualTo(number.contains(".") ? new BigDecimal(number) : new BigInteger(number));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0755",
                "0x1F",
                "0b11",
                "4.20",
                "1E5",
                "1e5",
                "1.5e+3",
                "1_000",
                "+5",
                "-0",
                ".5",
                "5.",
                "1.50",
                "01.5",
                "11:22:33:44:55:01",
                "1:30",
                "2001-01-01",
                "2001-12-14t21:59:43.10-05:00",
                ".inf",
                "-.inf",
                ".nan",
                "y",
                "n",
                "0.1000000000000000000001",
                "1234567890.5",
                "a",
                "é",
                "NO-1"
            })
    void everyOtherWordStaysText(String text) {
        assertThat(plain("v: " + text)).isEqualTo(text);
    }

    @Test
    void booleansAndNullAreThoseOfYaml11() {
        for (String word : List.of("true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON")) {
            assertThat(plain("v: " + word)).isEqualTo(true);
        }
        for (String word : List.of("false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF")) {
            assertThat(plain("v: " + word)).isEqualTo(false);
        }
        for (String word : List.of("", "~", "null", "Null", "NULL")) {
            assertThat(plain("v: " + word)).isNull();
        }
    }

    @Test
    void quotedTextAndBlocksAreText() {
        for (String text : List.of("'5'", "\"5\"", "|-\n  5", ">-\n  5", "!!str 5")) {
            assertThat(plain("v: " + text)).isEqualTo("5");
        }
        assertThat(plain("v: 'null'")).isEqualTo("null");
    }

    @Test
    void everyPartKnowsItsLine() {
        YamlMapping map = (YamlMapping) parse("# head\na: b\nc:\n  - d\n  - e: |\n      f\n");

        assertThat(map.entries()).extracting(entry -> entry.key().line()).containsExactly(2, 3);
        YamlSequence list = (YamlSequence) map.get("c").orElseThrow();
        assertThat(list.items()).extracting(YamlValue::line).containsExactly(4, 5);
    }

    @Test
    void anEmptyFileHasNoDocument() {
        assertThat(YamlReader.parse("f", "")).isEmpty();
        assertThat(YamlReader.parse("f", "# only a comment\n")).isEmpty();
        assertThat(YamlReader.parse("f", "\ufeffa: b".getBytes(StandardCharsets.UTF_8)))
                .isPresent();
    }

    @Test
    void ofMergedMapsTheFirstWinsAndOwnKeysWinOverAll() {
        assertThat(plain("a: &a {x: 1, y: 1}\nb: &b {y: 2, z: 2}\nv: {<<: [*a, *b], z: 3}"))
                .isEqualTo(Map.of("x", BigInteger.ONE, "y", BigInteger.ONE, "z", BigInteger.valueOf(3)));
        assertThat(plain("a: &a {x: 1}\nv:\n  x: 2\n  <<: *a")).isEqualTo(Map.of("x", BigInteger.TWO));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "a: b\\na: c | 2 | duplicate key 'a', first in line 1: remove one",
                "a:\\n  b: 1\\n  'b': 2 | 3 | duplicate key 'b', first in line 2: remove one",
                "a: b\\n---\\nc: d | 2 | not YAML: but found another document",
                "a: !!python/object:os.system x | 1 | not YAML: Global tag is not allowed: tag:yaml.org,2002:python/object:os.system",
                "a: !mine x | 1 | the tag '!mine' is not allowed: remove it",
                "a: !!set {b} | 1 | the tag 'tag:yaml.org,2002:set' is not allowed: remove it",
                "[a]: b | 1 | a key is a list or a map: it must be text",
                "<<: a | 1 | '<<' merges only maps, not 'a'",
                "a: &a [*a] | 1 | an alias refers to a value that contains it",
                "a: &b% c | 1 | the anchor '&b%' must consist of letters, digits, - and _",
            })
    void aFaultIsNamedWithItsLine(String yaml, int line, String message) {
        assertThat(fault(yaml.replace("\\n", "\n"))).isEqualTo(new Finding("f", line, message));
    }

    /** Readers differ over tabs; a file that all of them take has none but in quotes, blocks and comments. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\ta: b",
                "a:\tb",
                "a: b\t",
                "a: b\tc",
                "a: b \t# c",
                "a:\n\t- b",
                "- \ta",
                "[a,\tb]",
                "a: 'b'\t",
                "\t\na: b",
                "a: |\t\n  b"
            })
    void aTabOutsideATextIsRefused(String yaml) {
        assertThat(fault(yaml).line()).isPositive();
    }

    @Test
    void aTabWithinATextIsAccepted() {
        assertThat(plain("v: 'a\tb' # \t")).isEqualTo("a\tb");
        assertThat(plain("v: \"a\tb\" #\t")).isEqualTo("a\tb");
        assertThat(plain("v: |-\n  a\tb\n  #\tc\nw: 'x'#\t")).isEqualTo("a\tb\n#\tc");
    }

    @Test
    void aFileThatIsNotUtf8IsRefusedWithItsLine() {
        byte[] latin1 = "a: b\nc: \u00e9\nd: e\n".getBytes(StandardCharsets.ISO_8859_1);

        Faults.assertThatFault(FaultKind.INVALID_FILE)
                .isThrownBy(() -> YamlReader.parse("f", latin1))
                .withMessage("f:2: not UTF-8: save the file in this encoding");
        assertThat(fault("a: b\nc: \u0007").message()).isEqualTo("not YAML: the character U+0007 is not allowed");
        assertThat(fault("a: b\nc: \u0007").line()).isEqualTo(2);
    }

    @Test
    void depthAndAliasesHaveLimits() {
        assertThat(plain("v: " + "[".repeat(40) + "]".repeat(40))).isNotNull();
        assertThat(fault("v: " + "[".repeat(100) + "]".repeat(100)).message()).startsWith("not YAML: ");
        String aliasesOfAliases = IntStream.range(1, 12)
                .mapToObj(i -> "a" + i + ": &a" + i + " [" + String.join(",", nine("*a" + (i - 1))) + "]\n")
                .collect(Collectors.joining("", "a0: &a0 [x]\n", ""));
        assertThat(fault(aliasesOfAliases).message()).isEqualTo("more than 2000000 values");
        String deepAliases = IntStream.range(1, 50)
                .mapToObj(i -> "a" + i + ": &a" + i + " [[[[[[[[[[*a" + (i - 1) + "]]]]]]]]]]\n")
                .collect(Collectors.joining("", "a0: &a0 [x]\n", ""));
        assertThat(fault(deepAliases).message()).contains("levels deep");
    }

    private static String[] nine(String text) {
        String[] all = new String[9];
        Arrays.fill(all, text);
        return all;
    }

    private static YamlValue parse(String yaml) {
        return YamlReader.parse("f", yaml).orElseThrow();
    }

    private static @Nullable Object plain(String yaml) {
        return ((YamlMapping) parse(yaml)).get("v").orElseThrow().toPlain();
    }

    private static Finding fault(String yaml) {
        try {
            YamlReader.parse("f", yaml);
        } catch (ProvisioningException e) {
            return e.findings().get(0);
        }
        throw new AssertionError("taken: " + yaml);
    }
}
