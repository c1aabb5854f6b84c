package org.ztpserver.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code POST /nodes} (contract A1, A5). */
public interface RegistrationContract extends ServerUnderTest {

    String DEFINITION = "name: a definition  # a comment\nactions:\n  - action: add_config\n";

    /** Two ports of a leaf, each with a spine behind it. */
    String TWO_SPINES = """
            {"Ethernet49": [{"device": "spine1", "port": "Ethernet1"}],
             "Ethernet50": [{"device": "spine2", "port": "Ethernet1"}]}
            """;

    /** A neighbordb of these patterns, and the definition that they name. */
    default void neighbordb(String patterns) {
        site().write("definitions/registered", DEFINITION);
        site().write("neighbordb", "patterns:\n" + patterns.indent(2));
    }

    default RawRequest postNode(String id, String neighbors) {
        return post("{\"model\": \"vEOS\", \"serialnumber\": \"" + id + "\", \"systemmac\": \"001c73aabbcc\","
                + " \"version\": \"4.30.1F\", \"neighbors\": " + neighbors + "}");
    }

    @Test
    default void aNodeThatMatchesAPatternIsCreatedWithAllThatThePatternGivesIt() {
        String id = newSerial();
        site().write("config-handlers/store", "#!/bin/sh\nexit 0\n");
        neighbordb("""
                - name: leaf
                  definition: registered
                  config-handler: store
                  variables:
                    spine: regex('spine[0-9]+')
                  interfaces:
                    - Ethernet49: $spine:any
                    - Ethernet50: {device: $spine, port: Ethernet1}
                """);
        HttpAnswer answer = postNode(id, TWO_SPINES).send().is(201, "text/html");
        assertThat(answer.need("Location")).isEqualTo(base() + "/nodes/" + id);
        assertThat(answer.body()).isEmpty();

        String folder = "nodes/" + id;
        assertThat(site().list(folder)).containsExactly(".node", "config-handler", "definition", "pattern");
        assertThat(site().text(folder + "/definition")).isEqualTo(DEFINITION);
        assertThat(site().text(folder + "/config-handler")).isEqualTo("#!/bin/sh\nexit 0\n");
        assertThat(site().path(folder + "/config-handler")).isExecutable();
        assertThat(site().text(folder + "/.node"))
                .isEqualTo("{\"model\":\"vEOS\",\"systemmac\":\"001c73aabbcc\",\"serialnumber\":\"" + id
                        + "\",\"version\":\"4.30.1F\",\"neighbors\":{"
                        + "\"Ethernet49\":[{\"device\":\"spine1\",\"port\":\"Ethernet1\"}],"
                        + "\"Ethernet50\":[{\"device\":\"spine2\",\"port\":\"Ethernet1\"}]}}");
        assertThat(site().text(folder + "/pattern"))
                .contains("name:", "leaf", "config-handler:", "store", "variables:", "spine[0-9]+", "Ethernet49:")
                .doesNotContain("definition", "null", "node:", "model:");
    }

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

    @Test
    default void aNodeThatIsKnownIsToldSoAndItsReportIsReplaced() {
        String id = newSerial();
        neighbordb("- {name: x, definition: registered, node: " + id + "}");
        postNode(id, "{}").send().is(201, "text/html");
        HttpAnswer again = postNode(id, TWO_SPINES).send().is(409, "text/html");
        assertThat(again.need("Location")).isEqualTo(base() + "/nodes/" + id);
        assertThat(site().text("nodes/" + id + "/.node")).contains("spine2");
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

    @Test
    default void noMatchIs400AndLeavesNothing() {
        String id = newSerial();
        neighbordb("- {name: 'the <other>', definition: registered, model: \"DCS-<b>'\"}");
        String sentence = postNode(id).send().sentence(400);
        assertThat(sentence).contains(id, "the &lt;other&gt;", "DCS-&lt;b&gt;");
        nothingIsLeftOf(id);
        site().remove("neighbordb");
        postNode(id).send().sentence(400);
        nothingIsLeftOf(id);
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

    private void nothingIsLeftOf(String id) {
        assertThat(site().list("nodes")).doesNotContain(id).noneMatch(name -> name.startsWith("~"));
    }

    @Test
    default void theLocationIsThatOfTheHostWhichTheClientNamed() {
        String id = newSerial();
        site().write("nodes/" + id + "/definition", DEFINITION);
        String path = base().getPath() + "/nodes/" + id;
        for (String host :
                List.of("ztp.example.com", "ZTP:80", "ztpserver:8080", "192.0.2.1:1", "[2001:db8::1]:8080")) {
            HttpAnswer answer = postNode(id).host(host).send().is(409, "text/html");
            assertThat(answer.need("Location")).isEqualTo("http://" + host + path);
        }
        assertThat(postNode(id).host(null).send().is(409, "text/html").need("Location"))
                .as("HTTP/1.0 without a host: whatever the server calls itself")
                .matches("http://(127\\.0\\.0\\.1|localhost):" + base().getPort() + path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "evil/x", "a@b", "<script>", "h\"'h", "[::1", "h:x"})
    default void aHostThatIsNoneIsRefusedOrIgnored(String host) {
        String id = newSerial();
        site().write("nodes/" + id + "/definition", DEFINITION);
        HttpAnswer answer = postNode(id).host(host).send();
        if (answer.status() != 400) {
            assertThat(answer.is(409, "text/html").need("Location"))
                    .isIn(
                            base() + "/nodes/" + id,
                            base().toString().replace("localhost", "127.0.0.1") + "/nodes/" + id);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json", "application/json; charset=utf-8", "text/html", "text/plain", "text/x-json",
                "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "nonsense", "*/*", ""
            })
    default void theBodyOfAReportDecidesWhateverItsContentType(String type) {
        String id = newSerial();
        site().write("nodes/" + id + "/definition", DEFINITION);
        HttpAnswer answer = RawRequest.of("POST", base(), "/nodes")
                .header("Content-Type", type)
                .header("Accept", "image/png")
                .body("{\"serialnumber\": \"" + id + "\"}")
                .send();
        answer.is(409, "text/html");
        RawRequest.of("POST", base(), "/nodes")
                .body("{\"serialnumber\": \"" + id + "\"}")
                .send()
                .is(409, "text/html");
    }

    @Test
    default void aReportInChunksIsRead() {
        String id = newSerial();
        site().write("nodes/" + id + "/definition", DEFINITION);
        postNode(id).chunked().send().is(409, "text/html");
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
                "",
                " ",
                "null",
                "[]",
                "[{}]",
                "\"text\"",
                "1",
                "{",
                "{}{}",
                "{\"serialnumber\": \"x\"} x",
                "{'a': 1}",
                "{\"serialnumber\": }",
                "{\"serialnumber\": NaN}",
                "\u0000",
                "<xml/>",
                "serialnumber=x",
                "\uFEFF{\"serialnumber\": \"x\"}"
            })
    default void aBodyThatIsNoJsonObjectIs400(String body) {
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

    @Test
    default void bytesThatAreNotUtf8Are400() {
        String id = newSerial();
        byte[] latin1 =
                ("{\"serialnumber\": \"" + id + "\", \"model\": \"caf\u00e9\"}").getBytes(StandardCharsets.ISO_8859_1);
        RawRequest.of("POST", base(), "/nodes").body(latin1).send().sentence(400);
        RawRequest.of("POST", base(), "/nodes")
                .header("Content-Type", "application/json; charset=ISO-8859-1")
                .body(latin1)
                .send()
                .sentence(400);
        nothingIsLeftOf(id);
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

    @Test
    default void aBodyOfMoreThanAMebibyteIs413() {
        String id = newSerial();
        site().write("nodes/" + id + "/definition", DEFINITION);
        String json = "{\"serialnumber\": \"" + id + "\", \"more\": \"\"}";
        String filled = json.replace("\"\"}", "\"" + "x".repeat((1 << 20) - json.length()) + "\"}");
        post(filled).send().is(409, "text/html");
        assertThat(post(filled + " ").send().sentence(413)).contains("1048576");
        post(filled + " ").chunked().send().sentence(413);
        post("{").declaring(3L << 30).send().sentence(413);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH"})
    default void onlyPostRegisters(String method) {
        HttpAnswer answer = RawRequest.of(method, base(), "/nodes").body("{}").send();
        answer.sentence(405);
        assertThat(answer.need("Allow")).contains("POST");
    }
}
