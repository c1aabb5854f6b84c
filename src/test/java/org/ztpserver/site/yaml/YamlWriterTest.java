package org.ztpserver.site.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YamlWriterTest {

    @Test
    void keysKeepTheirOrderAndPlainWordsNeedNoQuotes() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("name", "leaf of pod 7");
        map.put("node", "001122334455");
        map.put("model", null);
        map.put("on_boot", true);
        map.put("interfaces", List.of(Map.of("Ethernet1", "spine1:any"), Map.of("any", "regex('a.*')")));
        map.put("none", List.of());

        assertThat(YamlWriter.write(map)).isEqualTo("""
                        name: leaf of pod 7
                        node: '001122334455'
                        model: null
                        on_boot: true
                        interfaces:
                        - Ethernet1: spine1:any
                        - any: regex('a.*')
                        none: []
                        """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "~",
                "null",
                "Null",
                "yes",
                "NO",
                "on",
                "Off",
                "y",
                "N",
                "true",
                "1",
                "-1",
                "+1",
                "0755",
                "0x1f",
                "0b1",
                "0o7",
                "1_000",
                "1.5",
                "4.20",
                ".5",
                "1E5",
                "1e5",
                ".inf",
                "-.INF",
                ".nan",
                "11:22:33:44:55:01",
                "1:30",
                "2001-01-01",
                "2001-12-14 21:59:43",
                "<<",
                "=",
                "-",
                "?",
                ":",
                "a: b",
                "a #b",
                "#a",
                "a:",
                " a",
                "a ",
                "a\nb",
                "a\tb",
                "\u0085",
                "'",
                "\"",
                "&a",
                "*a",
                "!a",
                "%a",
                "@a",
                "`a",
                "|",
                ">",
                "{a}",
                "[a]",
                "a,b",
                "---",
                "...",
                "\ufeff",
                "\u2028"
            })
    void textThatCouldBeReadAsAnotherTypeHasQuotes(String text) {
        String written = YamlWriter.write(Map.of("k", text));

        assertThat(written).matches("(?s)k: ['\"].*|k: \\[.*|k: a,b\n");
        assertThat(read(written)).isEqualTo(Map.of("k", text));
    }

    @Property(tries = 2000)
    void aWrittenDocumentIsReadBackUnchanged(@ForAll("documents") Map<String, Object> document) {
        assertThat(read(YamlWriter.write(document))).isEqualTo(document);
    }

    private static @Nullable Object read(String yaml) {
        return YamlReader.parse("f", yaml).orElseThrow().toPlain();
    }

    @Provide
    Arbitrary<Map<String, Object>> documents() {
        Arbitrary<String> odd = Arbitraries.strings()
                .withChars("abyn01:-#'\"{}[],&*!|>%@`~ \n\t.=<?é\\")
                .ofMaxLength(8);
        Arbitrary<String> any = Arbitraries.strings().ofMaxLength(6).filter(YamlWriterTest::isAllowed);
        Arbitrary<String> text = Arbitraries.oneOf(odd, any);
        Arbitrary<Object> value = Arbitraries.oneOf(
                text.map(each -> (Object) each),
                Arbitraries.of(true, false).map(each -> (Object) each),
                text.list().ofMaxSize(3).map(each -> (Object) each),
                Combinators.combine(text, text).as(Map::of).map(each -> (Object) each));
        return Arbitraries.maps(text, value).ofMaxSize(4);
    }

    /** YAML has no way to write half of a surrogate pair. */
    private static boolean isAllowed(String text) {
        return text.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF);
    }
}
