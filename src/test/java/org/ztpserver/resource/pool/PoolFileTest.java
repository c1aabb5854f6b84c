package org.ztpserver.resource.pool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ztpserver.core.fault.ProvisioningException;

class PoolFileTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "a: null>a: N1",
                "a: ~>a: N1",
                "a: Null # spare>a: N1 # spare",
                "a:>a: N1",
                "a: >a: N1 ",
                "a:   >a: N1   ",
                "a:  # spare>a: N1  # spare",
                "a: ''>a: N1",
                "a: \"\"   # spare>a: N1   # spare",
                "'a':    null>'a':    N1",
                "{a: null}>{a: N1}",
                "{a: }>{a: N1 }",
                "{\"a\":null}>{\"a\":N1}",
                "{\"a\":}>{\"a\": N1}",
                "--- {a: ~}>--- {a: N1}",
                "? a : null>? a : N1",
            })
    void aFreeValueInAnySpellingGetsItsOwnerInPlace(String before, String after) {
        PoolFile file = parse(before.replace("? a : ", "? a\n: "));

        file.assign(0, "N1");

        assertThat(written(file)).isEqualTo(after.replace("? a : ", "? a\n: "));
        assertThat(owners(parse(written(file)))).containsExactly("N1");
    }

    @Test
    void everythingButTheOwnerStaysAsItWas() {
        String text = """
                # Management addresses \uD83D\uDE80
                %s
                "192.0.2.1/24":   JPE1   # the first
                '192.0.2.2/24' :  null   # the second

                192.0.2.3/24:\t
                # Grüße
                192.0.2.4/24: "JPE4"
                """.formatted("").replace("\t", "");
        PoolFile file = parse(text);

        file.release(0);
        file.assign(1, "JPE2");
        file.assign(2, "0012345");

        assertThat(written(file)).isEqualTo("""
                # Management addresses \uD83D\uDE80

                "192.0.2.1/24":   null   # the first
                '192.0.2.2/24' :  JPE2   # the second

                192.0.2.3/24: '0012345'
                # Grüße
                192.0.2.4/24: "JPE4"
                """);
    }

    @Test
    void aByteOrderMarkAndWindowsLineEndsStay() {
        PoolFile file = parse("\uFEFFä: null\r\n\r\nb:\r\nc: ~");

        file.assign(0, "N1");
        file.assign(1, "N2");
        file.assign(2, "N3");

        assertThat(written(file)).isEqualTo("\uFEFFä: N1\r\n\r\nb: N2\r\nc: N3");
    }

    @Test
    void theNextChangeContinuesFromTheWrittenText() {
        PoolFile file = parse("a: null\nb:\nc: JPE3\nd: null\n");

        file.assign(0, "JPE123456");
        file.assign(1, "JPE2");
        assertThat(written(file)).isEqualTo("a: JPE123456\nb: JPE2\nc: JPE3\nd: null\n");
        file.release(0);
        file.release(2);
        file.assign(3, "JPE4");

        assertThat(written(file)).isEqualTo("a: null\nb: JPE2\nc: null\nd: JPE4\n");
    }

    @Test
    void aChangeThatIsUndoneBeforeTheWriteLeavesTheTextUnchanged() {
        PoolFile file = parse("a: ~\nb: JPE2\n");

        file.assign(0, "JPE1");
        file.release(0);

        assertThat(file.changed()).isFalse();
        assertThat(written(file)).isEqualTo("a: ~\nb: JPE2\n");
    }

    @Test
    void aValueThatWasFreedAndRequestedInVainIsFree() {
        PoolFile file = parse("a: JPE1\n");

        file.release(0);
        file.assign(0, "JPE2");
        file.release(0); // the request of JPE2 fails for another reason

        assertThat(written(file)).isEqualTo("a: null\n");
    }

    @Test
    void valuesAndOwnersThatLookLikeNumbersAreText() {
        PoolFile file = parse("65001: 001122334455\n0x10: 1E5\n4.20: 11:22:33:44:55:01\n010: 1234567890\n");

        assertThat(values(file)).containsExactly("65001", "0x10", "4.20", "010");
        assertThat(owners(file)).containsExactly("001122334455", "1E5", "11:22:33:44:55:01", "1234567890");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "001122334455",
                "1E5",
                "null",
                "~",
                "no",
                "11:22:33:44:55:01",
                "0x1f",
                "JPE1#lo0",
                "-",
                "a.b_c-d",
                "=",
                "<<"
            })
    void anOwnerIsReadBackAsItWasGiven(String owner) {
        for (String text : List.of("a: null\n", "{a: null, b: x}", "a:", "\"a\":\n")) {
            PoolFile file = parse(text);
            file.assign(0, owner);
            assertThat(parse(written(file)).pool().owner(0)).as(written(file)).isEqualTo(owner);
        }
    }

    @Test
    void ownersMayContainSpaces() {
        PoolFile file = parse("a: reserved for the printer # ask Bob\nb: null\n");

        file.assign(1, "JPE1");

        assertThat(owners(file)).containsExactly("reserved for the printer", "JPE1");
        assertThat(written(file)).isEqualTo("a: reserved for the printer # ask Bob\nb: JPE1\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "''> 0> not nothing",
                "'# nothing\n'> 0> not nothing",
                "'- a\n- b\n'> 1> a list",
                "'just text'> 1> just text",
                "'a: null\nb: [x]\n'> 2> a list",
                "'a: null\nb: {x: y}\n'> 2> a map",
                "'a: null\nb: &x JPE1\n'> 2> an anchor or a tag",
                "'&x a: null\nb: *x\n'> 2> is an alias",
                "'a: !!str JPE1\n'> 1> an anchor or a tag",
                "'a: !!null\n'> 1> an anchor or a tag",
                "'a: &x\n'> 1> an anchor or a tag",
                "'a: null\n<<: {b: null}\n'> 1> '<<'",
                "'a: null\n\n\na: null\n'> 4> duplicate key 'a', first in line 1",
                "'1: null\n\"1\": null\n'> 2> duplicate key '1', first in line 1",
                "'a: null\n\"\": null\n'> 2> the value before ':' is missing",
                "'{a: null, b}'> 1> ':' is missing after",
                "'? a\n? b\n'> 1> ':' is missing after",
                "'a: null\nb: |\n  JPE1\nc: null\n'> 2> one line",
                "'a: >-\n  JPE1\nc: null\n'> 1> one line",
                "'a: two\n  lines\nc: null\n'> 1> one line",
                "'a: \"two\n  lines\"\nc: null\n'> 1> one line",
                "'[a]: null\n'> 1> a key is a list",
                "'a: null\n---\nb: null\n'> 2> not YAML",
                "'a:\tnull\n'> 1> TAB",
            })
    void aFileThatIsNotAPoolIsRefusedWithTheLine(String text, int line, String message) {
        assertThatThrownBy(() -> parse(text))
                .isInstanceOfSatisfying(
                        ProvisioningException.class,
                        fault -> assertThat(fault.findings()).anySatisfy(finding -> {
                            assertThat(finding.file()).isEqualTo("resources/p");
                            assertThat(finding.line()).isEqualTo(line);
                            assertThat(finding.message()).contains(message);
                        }));
    }

    @Test
    void everyFaultOfAPoolIsReported() {
        assertThatThrownBy(() -> parse("a: []\nb: null\nc: {}\nd: &x y\n"))
                .isInstanceOfSatisfying(
                        ProvisioningException.class,
                        fault -> assertThat(fault.findings()).extracting("line").containsExactly(1, 3, 4));
    }

    private static PoolFile parse(String text) {
        return PoolFile.parse("resources/p", text.getBytes(UTF_8), UnaryOperator.identity());
    }

    private static String written(PoolFile file) {
        file.accept(file.render());
        return new String(file.text(), UTF_8);
    }

    private static List<String> values(PoolFile file) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < file.pool().size(); i++) {
            values.add(file.pool().value(i));
        }
        return values;
    }

    private static List<@Nullable String> owners(PoolFile file) {
        List<@Nullable String> owners = new ArrayList<>();
        for (int i = 0; i < file.pool().size(); i++) {
            owners.add(file.pool().owner(i));
        }
        return owners;
    }
}
