package org.ztpserver.eos.disk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ztpserver.core.definition.Draft;
import org.ztpserver.http.Json;

/** From the YAML of a definition and of a node's attributes to the JSON that a switch gets. */
class DefinitionFileTest {

    private static final String NODE_ATTRIBUTES = """
            both: from the node
            local: from the node
            map: {k: [v, 1]}
            chain: $local
            number: 42
            "null": null
            """;

    private static Draft draft(String definition) {
        return DefinitionFile.definition("nodes/S1/definition", definition.getBytes(UTF_8))
                .draft(DefinitionFile.map("nodes/S1/attributes", NODE_ATTRIBUTES.getBytes(UTF_8)));
    }

    private static String json(Draft draft) {
        return new String(Json.write(draft.fill(Map.of())), UTF_8);
    }

    /** The attributes of an action, in a definition that has some itself. */
    private static String attributes(String yaml) {
        Map<String, @Nullable Object> filled = draft("""
                        attributes: {global: from the definition, both: from the definition}
                        actions:
                          - action: a
                            attributes:
                        """ + yaml.indent(6)).fill(Map.of());
        Map<?, ?> action = (Map<?, ?>) ((List<?>) Objects.requireNonNull(filled.get("actions"))).get(0);
        return new String(Json.write(Objects.requireNonNull(action.get("attributes"))), UTF_8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "x: $global | {'x':'from the definition'}",
                "x: $both | {'x':'from the node'}",
                "x: $local | {'x':'from the node'}",
                "x: $missing | {'x':null}",
                "x: {y: $local} | {'x':{'y':'from the node'}}",
                "x: [$local, b] | {'x':['from the node','b']}",
                "x: {y: [{z: [$local]}]} | {'x':{'y':[{'z':['from the node']}]}}",
                "x: $map | {'x':{'k':['v',1]}}",
                "x: $chain | {'x':'$local'}",
                "x: $number | {'x':42}",
                "x: $null | {'x':null}",
                "x: $1$KuOS3Lm.$0TJyS | {'x':'$1$KuOS3Lm.$0TJyS'}",
                "x: $6$a/b.c$d | {'x':'$6$a/b.c$d'}",
                "x: $$local | {'x':'$local'}",
                "x: $$missing | {'x':'$missing'}",
                "x: a $local | {'x':'a $local'}",
                "x: '$' | {'x':'$'}",
                "x: '$local ' | {'x':'$local '}",
                "$local: x | {'$local':'x'}"
            })
    void aReferenceStandsForAnAttribute(String yaml, String json) {
        assertThat(attributes(yaml)).isEqualTo(json.replace('\'', '"'));
    }

    @Test
    void referencesAreReplacedInActionsOnly() {
        assertThat(json(draft("name: $x\nattributes: {x: $y, y: 1}\nactions: [{action: a, name: $x}]\n")))
                .isEqualTo("{\"name\":\"$x\",\"attributes\":{\"x\":\"$y\",\"y\":1},"
                        + "\"actions\":[{\"action\":\"a\",\"name\":\"$x\",\"attributes\":{}}]}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nosuch( 'pool' )",
                "nosuch(pool)",
                "nosuch('pool') ",
                " nosuch('pool')",
                "nosuch('')",
                "f('a', 'b')"
            })
    void whatOnlyLooksLikeACallIsText(String text) {
        String yaml = "x: \"" + text + "\"";

        assertThat(attributes(yaml)).isEqualTo("{\"x\":\"" + text + "\"}");
        assertThat(draft("actions: [{action: a, attributes: {" + yaml + "}}]\n").calls())
                .isEmpty();
    }
}
