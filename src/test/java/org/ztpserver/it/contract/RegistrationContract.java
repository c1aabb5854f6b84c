package org.ztpserver.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code POST /nodes}, as far as it goes through a container: {@link RegistrationDecisions} has the rest (contract A1, A5). */
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

    @Test
    default void aNodeThatIsKnownIsToldSoAndItsReportIsReplaced() {
        String id = newSerial();
        neighbordb("- {name: x, definition: registered, node: " + id + "}");
        postNode(id, "{}").send().is(201, "text/html");
        HttpAnswer again = postNode(id, TWO_SPINES).send().is(409, "text/html");
        assertThat(again.need("Location")).isEqualTo(base() + "/nodes/" + id);
        assertThat(site().text("nodes/" + id + "/.node")).contains("spine2");
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

    default void nothingIsLeftOf(String id) {
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
    @ValueSource(strings = {"", "{", "serialnumber=x", "\uFEFF{\"serialnumber\": \"x\"}"})
    default void aBodyThatIsNoJsonObjectIs400(String body) {
        post(body).send().sentence(400);
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
