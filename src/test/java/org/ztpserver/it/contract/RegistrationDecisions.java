package org.ztpserver.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What becomes of a report, by the server's own decision: one example of each over HTTP (contract A1, A5). The cases are in
 * the unit tests: {@code NodeRegistrationTest}, {@code NodeReportJsonTest}, {@code NeighbordbReaderTest} and {@code
 * NodeDirectoriesTest}.
 */
public interface RegistrationDecisions extends RegistrationContract {

    @Test
    default void aNodeThatWasCreatedGetsItsDefinition() {
        String id = newSerial();
        neighbordb("- {name: 007, definition: registered, node: " + id + ", interfaces: [{Ethernet49: 'spine1:any'}]}");
        postNode(id, TWO_SPINES).send().is(201, "text/html");
        assertThat(get("/nodes/" + id)
                        .nullBody()
                        .send()
                        .is(200, "application/json")
                        .text())
                .isEqualTo("{\"name\":\"a definition\",\"actions\":[{\"action\":\"add_config\",\"attributes\":{}}]}");
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

    @Test
    default void oneInvalidPatternStopsEveryNodeThatNeedsNeighbordb() {
        String id = newSerial();
        neighbordb("- {name: typo, definition: registered, nood: x}\n- {name: good, definition: registered, node: " + id
                + "}");
        assertThat(postNode(id).send().sentence(400)).contains("neighbordb:");
        nothingIsLeftOf(id);
        site().write("nodes/" + id + "/definition", DEFINITION);
        postNode(id).send().is(409, "text/html");
    }

    @Test
    default void whatAPatternNamesHasToBeThere() {
        String id = newSerial();
        neighbordb("- {name: x, node: " + id + ", definition: registered, config-handler: missing}");
        assertThat(postNode(id).send().sentence(400)).contains("config-handler 'missing'");
        nothingIsLeftOf(id);
    }

    @Test
    default void aNumberIsTheTextOfItself() {
        site().write("nodes/0.5/definition", DEFINITION);
        HttpAnswer answer = post("{\"serialnumber\": 0.5, \"model\": 7050, \"version\": 4.20}")
                .send()
                .is(409, "text/html");
        assertThat(answer.need("Location")).isEqualTo(base() + "/nodes/0.5");
        assertThat(site().text("nodes/0.5/.node")).contains("\"version\":\"4.20\"", "\"model\":\"7050\"");
        site().remove("nodes/0.5");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "{}", "{\"serialnumber\": \"../x\"}", "{\"serialnumber\": \"x\", \"model\": []}"})
    default void aReportWithoutAnIdentifierOrWithOtherTypesIs400(String json) {
        List<String> before = site().list("nodes");
        post(json).send().sentence(400);
        assertThat(site().list("nodes")).isEqualTo(before);
    }

    /** JSON can hold half of a surrogate pair, and UTF-8 can't. */
    @Test
    default void halfACharacterInANameHarmsNobody() {
        String id = newSerial();
        neighbordb("- {name: x, definition: registered, node: " + id + "}");
        post("{\"serialnumber\": \"" + id + "\", \"model\": \"\\ud800\"}")
                .send()
                .is(201, "text/html");
        get("/nodes/" + id).send().is(200, "application/json");
    }

    @Test
    default void jsonThatIsDeepIs400() {
        post("{\"serialnumber\": " + "[".repeat(100_000) + "]".repeat(100_000) + "}")
                .send()
                .sentence(400);
    }
}
