package org.ztpserver.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is in a definition, by the server's own decision: no container makes a difference (contract A5). */
public interface DefinitionDecisions extends DefinitionContract {

    /** One whose action has these attributes, in a definition that has two itself. */
    private String knownNodeWith(String attributes) {
        return knownNode("""
                name: d
                attributes: {global: from the definition, both: from the definition}
                actions:
                  - action: a
                    attributes:
                """ + attributes.indent(6));
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
    default void aReferenceStandsForAnAttribute(String attribute, String json) {
        String id = knownNodeWith(attribute);
        site().write("nodes/" + id + "/attributes", """
                        both: from the node
                        local: from the node
                        map: {k: [v, 1]}
                        chain: $local
                        number: 42
                        "null": null
                        """);
        assertThat(definitionOf(id)).contains("\"attributes\":" + json.replace('\'', '"'));
    }

    @Test
    default void referencesAreReplacedInActionsOnly() {
        String id = knownNode("name: $x\nattributes: {x: $y, y: 1}\nactions: [{action: a, name: $x}]\n");
        assertThat(definitionOf(id))
                .isEqualTo("{\"name\":\"$x\",\"attributes\":{\"x\":\"$y\",\"y\":1},"
                        + "\"actions\":[{\"action\":\"a\",\"name\":\"$x\",\"attributes\":{}}]}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x: nosuch('pool')",
                "x: nosuch(\"pool\")",
                "x: {y: nosuch('pool')}",
                "x: [nosuch('pool')]",
                "x: $call",
                "x: [{y: [nosuch('pool')]}]"
            })
    default void aCallOfAPluginThatIsNotThereIs400(String attribute) {
        String id = knownNodeWith(attribute);
        site().write("nodes/" + id + "/attributes", "call: nosuch('pool')\n");
        assertThat(get("/nodes/" + id).send().sentence(400)).contains("nosuch");
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
    default void whatOnlyLooksLikeACallIsText(String text) {
        String id = knownNodeWith("x: \"" + text + "\"");
        assertThat(definitionOf(id)).contains("{\"x\":\"" + text + "\"}");
    }

    @Test
    default void aStartupConfigAloneIsADefinition() {
        String id = newSerial();
        site().write("nodes/" + id + "/startup-config", "hostname x\n");
        site().write("nodes/" + id + "/pattern", "interfaces: []\n");
        postNode(id).send().is(409, "text/html");
        assertThat(definitionOf(id)).contains("/nodes/" + id + "/startup-config");
    }

    @Test
    default void aNodeThatNeverRegisteredIs400() {
        String id = newSerial();
        site().write("nodes/" + id + "/definition", "actions: []\n");
        site().write("nodes/" + id + "/pattern", "interfaces: []\n");
        assertThat(get("/nodes/" + id).send().sentence(400)).contains(".node");
    }

    @Test
    default void aNodeWithoutAPatternIs400() {
        String id = knownNode("actions: []\n");
        site().remove("nodes/" + id + "/pattern");
        assertThat(get("/nodes/" + id).send().sentence(400)).contains("nodes/" + id + "/pattern");
    }

    @Test
    default void aNodeThatDoesNotMatchItsPatternIs400() {
        String id = knownNode("actions: []\n");
        site().write("nodes/" + id + "/pattern", "name: p\ninterfaces:\n  - Ethernet1: spine1:any\n");
        assertThat(get("/nodes/" + id).send().sentence(400)).contains("nodes/" + id + "/pattern", "Ethernet1");
    }

    @Test
    default void aNodeWithoutDefinitionAndStartupConfigIs400() {
        String id = knownNode("actions: []\n");
        site().remove("nodes/" + id + "/definition");
        assertThat(get("/nodes/" + id).send().sentence(400)).contains("nodes/" + id, "definition", "startup-config");
    }

    @ParameterizedTest
    @CsvSource({
        "definition,actions: [", "definition,a: 1", "definition,actions: {}", "definition,actions: [{name: x}]",
        "definition,'!!python/object:x.y [z]'", "definition,'actions: []\nactions: []'", "attributes,- a",
                "attributes,'a: [',",
        "attributes,'a: 1\na: 2'", "pattern,interfaces: x", "pattern,- a", "pattern,'interfaces: [{Ethernet1: a:b:c}]'",
        ".node,{", ".node,[]", "'.node','{\"neighbors\": []}'"
    })
    default void aFileOfTheNodeThatIsBrokenIs400WithItsName(String file, String content) {
        String id = knownNode("actions: []\n");
        site().write("nodes/" + id + "/" + file, content);
        assertThat(get("/nodes/" + id).send().sentence(400)).contains("nodes/" + id + "/" + file);
    }

    /** Arista's server writes null for what a pattern does not have, and an open pattern for no interfaces. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "name: p\nmodel: null\nnode: ID\ninterfaces:\n- any:\n    any: any\n",
                "config-handler: null\ninterfaces:\n- any:\n    any: any\nmodel: null\nname: p\nnode: null\nvariables: null\n",
                "definition: d\nname: p\nmodel: null\nnode: null\nvariables: {}\ninterfaces:\n- none: none\n",
                "name: 7\nconfig_handler: null\ninterfaces: []\n"
            })
    default void folderThatAristasServerLeftWorks(String pattern) {
        String id = knownNode("actions: []\n");
        site().write("nodes/" + id + "/pattern", pattern.replace("ID", id));
        site().write(
                        "nodes/" + id + "/.node",
                        "{\"neighbors\": {}, \"model\": null, \"version\": \"4.12\", \"systemmac\": \"001c73aabbcc\","
                                + " \"serialnumber\": \"" + id + "\"}");
        get("/nodes/" + id).send().is(200, "application/json");
    }

    @Test
    default void filesOfANodeMayBeLinksWithinTheDataRoot() {
        String id = newSerial();
        site().write("definitions/" + id, "name: shared\nactions: []\n");
        site().write("shared/" + id + "/pattern", "interfaces: []\n");
        site().link("shared/" + id + "/definition", Path.of("../../definitions/" + id));
        site().folder("nodes");
        site().link("nodes/" + id, Path.of("../shared/" + id));
        postNode(id).send().is(409, "text/html");
        assertThat(site().list("shared/" + id)).contains(".node");
        assertThat(definitionOf(id)).contains("\"name\":\"shared\"");
    }
}
