package org.ztpserver.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * What is in a definition, by the server's own decision: one example of each over HTTP (contract A5). The cases are in the
 * unit tests: {@code NodeDefinitionsTest}, {@code DefinitionFileTest}, {@code PatternFileTest} and {@code
 * NodeDirectoriesTest}.
 */
public interface DefinitionDecisions extends DefinitionContract {

    @Test
    default void aReferenceStandsForAnAttribute() {
        String id = knownNode("""
                name: $x
                attributes: {global: 1, both: from the definition}
                actions:
                  - {action: a, attributes: {x: [$global, {y: $both}], z: $missing, text: "f( 'a' )", hash: $1$KuOS3Lm}}
                """);
        site().write("nodes/" + id + "/attributes", "both: from the node\n");
        assertThat(definitionOf(id))
                .startsWith("{\"name\":\"$x\",")
                .contains(
                        "\"actions\":[{\"action\":\"a\",\"attributes\":{\"x\":[1,{\"y\":\"from the node\"}],\"z\":null,"
                                + "\"text\":\"f( 'a' )\",\"hash\":\"$1$KuOS3Lm\"}}]");
    }

    @Test
    default void aCallOfAPluginThatIsNotThereIs400() {
        String id = knownNode("actions: [{action: a, attributes: {x: [{y: nosuch('pool')}]}}]\n");
        assertThat(get("/nodes/" + id).send().sentence(400)).contains("nosuch");
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
    default void aNodeThatDoesNotMatchItsPatternIs400() {
        String id = knownNode("actions: []\n");
        site().write("nodes/" + id + "/pattern", "name: p\ninterfaces:\n  - Ethernet1: spine1:any\n");
        assertThat(get("/nodes/" + id).send().sentence(400)).contains("nodes/" + id + "/pattern", "Ethernet1");
    }

    @Test
    default void aFileOfTheNodeThatIsBrokenIs400WithItsName() {
        String id = knownNode("actions: []\n");
        site().write("nodes/" + id + "/attributes", "a: [");
        assertThat(get("/nodes/" + id).send().sentence(400)).contains("nodes/" + id + "/attributes");
    }

    /** Arista's server writes null for what a pattern does not have, and an open pattern for no interfaces. */
    @Test
    default void folderThatAristasServerLeftWorks() {
        String id = knownNode("actions: []\n");
        site().write(
                        "nodes/" + id + "/pattern",
                        "name: p\nmodel: null\nnode: " + id + "\ninterfaces:\n- any:\n    any: any\n");
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
