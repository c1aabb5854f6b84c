package org.ztpserver.site.yaml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.ztpserver.core.fault.ProvisioningException;

class TopListTest {

    private final List<@Nullable Object> items = new ArrayList<>();
    private final List<Object> above = new ArrayList<>();

    private YamlMapping parse(String yaml) {
        items.clear();
        TopList list = new TopList("list", map -> {
            above.add(map.toPlain());
            return item -> items.add(item.toPlain());
        });
        return (YamlMapping) YamlReader.parse("f", yaml.getBytes(UTF_8), list).orElseThrow();
    }

    private static Object whole(String yaml) {
        return ((YamlMapping) YamlReader.parse("f", yaml).orElseThrow()).toPlain();
    }

    @Test
    void theItemsArePassedOnAndTheListInTheDocumentIsEmpty() {
        Object rest = parse("a: 1\nlist:\n  - b\n  - {c: [d, e]}\nf: g\n").toPlain();

        assertThat(items).isEqualTo(List.of("b", Map.of("c", List.of("d", "e"))));
        assertThat(rest).hasToString("{a=1, list=[], f=g}");
        assertThat(above).hasToString("[{a=1}]");
    }

    @Test
    void anItemCanReferToWhatIsAboveItAndBelowItInTheList() {
        Object rest = parse("base: &b {x: 1}\nlist:\n  - &i {<<: *b, y: 2}\n  - *i\nlast: *i\n")
                .toPlain();

        assertThat(items).hasToString("[{x=1, y=2}, {x=1, y=2}]");
        assertThat(rest).hasToString("{base={x=1}, list=[], last={x=1, y=2}}");
    }

    @Test
    void aListThatIsNeededElsewhereStaysInTheDocument() {
        assertThat(parse("list: &l [a]\nother: *l\n").toPlain()).hasToString("{list=[a], other=[a]}");
        assertThat(parse("base: &l [a]\nlist: *l\n").toPlain()).hasToString("{base=[a], list=[a]}");
        assertThat(parse("base: &m {list: [a]}\n<<: *m\n").toPlain()).hasToString("{list=[a], base={list=[a]}}");
        assertThat(items).isEmpty();
        assertThat(above).isEmpty();
    }

    @Test
    void aListOfThisNameFurtherDownIsAnOrdinaryOne() {
        assertThat(parse("a: {list: [b]}\nlist: [{list: [c]}]").toPlain()).hasToString("{a={list=[b]}, list=[]}");
        assertThat(items).hasToString("[{list=[c]}]");
    }

    @Property(tries = 300)
    void whatIsPassedOnAndWhatStaysAreTheDocument(@ForAll("documents") Map<String, @Nullable Object> document) {
        String yaml = YamlWriter.write(document);

        Map<String, @Nullable Object> parts = new LinkedHashMap<>(parse(yaml).toPlain());
        if (parts.get("list") instanceof List<?>) {
            parts.put("list", List.copyOf(items));
        }

        assertThat(parts).isEqualTo(whole(yaml));
    }

    @Provide
    Arbitrary<Map<String, @Nullable Object>> documents() {
        Arbitrary<Object> text = Arbitraries.of("a", "7", "true", "- x", "#", "\t", "&a", "two words")
                .asGeneric();
        Arbitrary<Object> map = Arbitraries.maps(Arbitraries.of("list", "b", "c"), text)
                .ofMaxSize(3)
                .asGeneric();
        Arbitrary<Object> value = Arbitraries.oneOf(text, map);
        Arbitrary<Object> list = value.list().ofMaxSize(5).asGeneric();
        return Arbitraries.maps(Arbitraries.of("list", "b", "c", "<<x"), Arbitraries.oneOf(value, list))
                .ofMinSize(1)
                .map(LinkedHashMap::new);
    }

    @Test
    void faultsAreThoseOfAnyDocument() {
        for (String yaml :
                List.of("list: [a]\nlist: [b]", "list:\n  - a\n b", "list: [*x]", "list: [!x y]", "list:\n  - a\t")) {
            assertThat(fault(() -> parse(yaml))).isEqualTo(fault(() -> whole(yaml)));
        }
    }

    private static String fault(Runnable parse) {
        try {
            parse.run();
        } catch (ProvisioningException e) {
            return String.valueOf(e.getMessage());
        }
        throw new AssertionError("taken");
    }
}
