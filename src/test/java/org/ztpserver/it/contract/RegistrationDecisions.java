package org.ztpserver.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a report, by the server's own decision: no container makes a difference (contract A1, A5). */
public interface RegistrationDecisions extends RegistrationContract {

    /** A folder that the server has made must satisfy the server itself. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "node: ID",
                "model: vE",
                "interfaces: [{Ethernet49: any}, {Ethernet50: 'spine2:Ethernet1'}]",
                "interfaces: [{any: 'regex(''spine.''):any'}]",
                "interfaces: [{none: 'leaf9:any'}]",
                "node: ID\n  interfaces: [{Ethernet49: 'spine1:any'}]"
            })
    default void aNodeThatWasCreatedGetsItsDefinition(String criterion) {
        String id = newSerial();
        neighbordb("- name: 007\n  definition: registered\n  " + criterion.replace("ID", id) + "\n");
        postNode(id, TWO_SPINES).send().is(201, "text/html");
        assertThat(get("/nodes/" + id)
                        .nullBody()
                        .send()
                        .is(200, "application/json")
                        .text())
                .isEqualTo("{\"name\":\"a definition\",\"actions\":[{\"action\":\"add_config\",\"attributes\":{}}]}");
    }

    @Test
    default void aPatternWithoutInterfacesConstrainsNothingLater() {
        String id = newSerial();
        neighbordb("- name: one\n  definition: registered\n  node: " + id + "\n");
        postNode(id, TWO_SPINES).send().is(201, "text/html");
        assertThat(site().text("nodes/" + id + "/pattern")).contains("interfaces: []", "node:");
        postNode(id, "{}").send().is(409, "text/html");
        get("/nodes/" + id).send().is(200, "application/json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"definition", "startup-config"})
    default void aNodeWhoseFolderAnOperatorMadeIsKnown(String file) {
        String id = newSerial();
        site().write("nodes/" + id + "/" + file, DEFINITION);
        HttpAnswer answer = postNode(id).send().is(409, "text/html");
        assertThat(answer.need("Location")).isEqualTo(base() + "/nodes/" + id);
        assertThat(site().list("nodes/" + id)).containsExactlyInAnyOrder(".node", file);
    }

    @Test
    default void aFolderWithNeitherDefinitionNorStartupConfigIs400() {
        String id = newSerial();
        neighbordb("- {name: x, definition: registered, node: " + id + "}");
        site().write("nodes/" + id + "/attributes", "a: 1\n");
        assertThat(postNode(id).send().sentence(400)).contains("nodes/" + id, "definition", "startup-config");
        assertThat(site().list("nodes/" + id)).containsExactly("attributes");
    }

    @Test
    default void aConfigInTheReportBecomesTheStartupConfig() {
        String id = newSerial();
        neighbordb("- {name: x, definition: registered, node: " + id + "}");
        post("{\"serialnumber\": \"" + id + "\", \"config\": \"hostname x\\n! gr\\u00fcn\\r\\n\"}")
                .send()
                .is(201, "text/html");
        assertThat(site().list("nodes/" + id)).containsExactly(".node", "startup-config");
        assertThat(site().text("nodes/" + id + "/startup-config")).isEqualTo("hostname x\n! gr\u00fcn\r\n");
        assertThat(get("/nodes/" + id).send().sentence(400)).contains("pattern");
        site().write("nodes/" + id + "/pattern", "interfaces: []\n");
        assertThat(get("/nodes/" + id).send().is(200, "application/json").text())
                .contains("\"action\":\"replace_config\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- {name: typo, definition: registered, nood: x}", "- {name: typo, definition: registered}",
                "- {name: typo, node: x}", "- {name: typo, definition: registered, interfaces: [{Ethernet: any}]}",
                "- {name: typo, definition: registered, model: '['}", "- name: typo\n  name: typo"
            })
    default void oneInvalidPatternStopsEveryNodeThatNeedsNeighbordb(String pattern) {
        String id = newSerial();
        neighbordb(pattern + "\n- {name: good, definition: registered, node: " + id + "}");
        assertThat(postNode(id).send().sentence(400)).contains("neighbordb:");
        nothingIsLeftOf(id);
        site().write("nodes/" + id + "/definition", DEFINITION);
        postNode(id).send().is(409, "text/html");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "definition: missing",
                "definition: ../neighbordb",
                "definition: /etc/passwd",
                "definition: broken",
                "definition: registered\n  config-handler: missing"
            })
    default void whatAPatternNamesHasToBeThere(String names) {
        String id = newSerial();
        site().write("definitions/broken", "actions: [\n");
        neighbordb("- name: x\n  node: " + id + "\n  " + names + "\n");
        postNode(id).send().sentence(400);
        nothingIsLeftOf(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1234567890", "0.5", "007e1"})
    default void aNumberIsTheTextOfItself(String number) {
        site().write("nodes/" + number + "/definition", DEFINITION);
        String json = number.startsWith("00") ? '"' + number + '"' : number;
        HttpAnswer answer = post("{\"serialnumber\": " + json + ", \"model\": 7050, \"version\": 4.20}")
                .send()
                .is(409, "text/html");
        assertThat(answer.need("Location")).isEqualTo(base() + "/nodes/" + number);
        assertThat(site().text("nodes/" + number + "/.node")).contains("\"version\":\"4.20\"", "\"model\":\"7050\"");
        site().remove("nodes/" + number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                "null",
                "[]",
                "[{}]",
                "\"text\"",
                "1",
                "{}{}",
                "{\"serialnumber\": \"x\"} x",
                "{'a': 1}",
                "{\"serialnumber\": }",
                "{\"serialnumber\": NaN}",
                "\u0000",
                "<xml/>"
            })
    default void aBodyThatIsOtherJsonOrNearlyJsonIs400(String body) {
        post(body).send().sentence(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"serialnumber\": null}",
                "{\"serialnumber\": \"\"}",
                "{\"serialnumber\": []}",
                "{\"serialnumber\": {}}",
                "{\"serialnumber\": true}",
                "{\"serialnumber\": \"..\"}",
                "{\"serialnumber\": \".\"}",
                "{\"serialnumber\": \"../x\"}",
                "{\"serialnumber\": \"/etc\"}",
                "{\"serialnumber\": \"a b\"}",
                "{\"serialnumber\": \"a\\nb\"}",
                "{\"serialnumber\": \"a\\u0000\"}",
                "{\"serialnumber\": \"<script>\"}",
                "{\"serialnumber\": \"\\u00fc\"}",
                "{\"serialnumber\": \"~x\"}",
                "{\"serialnumber\": \"\\ud800\"}",
                "{\"serialnumber\": 1e400}",
                "{\"systemmac\": \"001c73aabbcc\"}",
                "{\"serialnumber\": \"x\", \"model\": []}",
                "{\"serialnumber\": \"x\", \"neighbors\": []}",
                "{\"serialnumber\": \"x\", \"neighbors\": {\"e1\": {}}}",
                "{\"serialnumber\": \"x\", \"neighbors\": {\"e1\": [1]}}",
                "{\"serialnumber\": \"x\", \"neighbors\": {\"e1\": [{\"device\": \"d\"}]}}",
                "{\"serialnumber\": \"x\", \"neighbors\": {\"e1\": [{\"device\": [], \"port\": \"p\"}]}}",
                "{\"serialnumber\": \"x\", \"config\": 1}"
            })
    default void aReportWithoutAnIdentifierOrWithOtherTypesIs400(String json) {
        List<String> before = site().list("nodes");
        post(json).send().sentence(400);
        assertThat(site().list("nodes")).isEqualTo(before);
    }

    @Test
    default void anIdentifierHasAtMost128Characters() {
        String longest = newSerial() + "x".repeat(128 - newSerial().length());
        site().write("nodes/" + longest + "/definition", DEFINITION);
        postNode(longest).send().is(409, "text/html");
        postNode(longest + "x").send().sentence(400);
    }

    /** JSON can hold half of a surrogate pair, and UTF-8 can't. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"model\": \"\\ud800\"",
                "\"version\": \"\\udc00x\"",
                "\"neighbors\": {\"e1\": [{\"device\": \"\\ud800\", \"port\": \"p\"}]}"
            })
    default void halfACharacterInANameHarmsNobody(String member) {
        String id = newSerial();
        neighbordb("- {name: x, definition: registered, node: " + id + "}");
        post("{\"serialnumber\": \"" + id + "\", " + member + "}").send().is(201, "text/html");
        get("/nodes/" + id).send().is(200, "application/json");
    }

    @Test
    default void halfACharacterInAConfigIs400() {
        String id = newSerial();
        post("{\"serialnumber\": \"" + id + "\", \"config\": \"x\\ud83d\"}")
                .send()
                .sentence(400);
        nothingIsLeftOf(id);
    }

    @Test
    default void jsonThatIsDeepOrHasEndlessNumbersIs400() {
        post("{\"serialnumber\": " + "[".repeat(100_000) + "]".repeat(100_000) + "}")
                .send()
                .sentence(400);
        post("{\"serialnumber\": \"x\", \"model\": " + "9".repeat(100_000) + "}")
                .send()
                .sentence(400);
    }
}
