package org.ztpserver.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code POST /nodes/<id>/progress}: the program on a switch tells how far it is (contract A9). */
public interface ProgressContract extends ServerUnderTest {

    private RawRequest report(String id, String json) {
        return RawRequest.of("POST", base(), "/nodes/" + id + "/progress")
                .header("Content-Type", "application/json")
                .body(json);
    }

    private static String message(String text) {
        return "{\"step\": \"eAPI\", \"status\": \"ok\", \"message\": \"" + text + "\"}";
    }

    @Test
    default void theLastReportOfANodeIsKept() {
        String id = knownNode("actions: []\n");
        HttpAnswer answer = report(id, message("first")).send();
        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
        report(id, "{\"step\": \"final check\", \"status\": \"failed\", \"message\": \"no startup-config\"}")
                .send();
        assertThat(site().text("nodes/" + id + "/.progress"))
                .matches("\\{\"step\":\"final check\",\"status\":\"failed\",\"message\":\"no startup-config\","
                        + "\"time\":\"2[0-9-]{9}T[0-9:.]+Z\"}");
        assertThat(site().list("nodes/" + id)).containsExactly(".node", ".progress", "definition", "pattern");
    }

    @Test
    default void aReportDoesNotChangeWhatTheNodeGets() {
        String id = knownNode("name: x\nactions: []\n");
        report(id, message("done")).send();
        postNode(id).send().is(409, "text/html");
        assertThat(get("/nodes/" + id).send().is(200, "application/json").text())
                .contains("\"name\":\"x\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"stranger", "..", "a%2Fb", "%7Ex"})
    default void aReportOfAnUnknownNodeIsRefusedAndNotKept(String id) {
        HttpAnswer answer = report(id, message("hello")).send();
        assertThat(answer.status()).isIn(400, 404);
        assertThat(answer.mediaType()).isEqualTo("text/html");
        assertThat(site().exists("nodes/" + id)).isEqualTo(id.equals(".."));
    }

    @Test
    default void aStrangerIsToldToRegister() {
        assertThat(report("stranger", message("hello")).send().sentence(400))
                .isEqualTo("node stranger is unknown: it must register first");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{",
                "{}",
                "{\"step\": \"x\"}",
                "{\"status\": \"ok\"}",
                "{\"step\": \" \\n\", \"status\": \"ok\"}",
                "{\"step\": \"x\", \"status\": \"two words\"}",
                "{\"step\": 1, \"status\": \"ok\"}",
                "{\"step\": \"x\", \"status\": \"ok\", \"message\": [\"y\"]}"
            })
    default void whatIsNoReportIsRefused(String json) {
        String id = knownNode("actions: []\n");
        report(id, json).send().sentence(400);
        assertThat(site().exists("nodes/" + id + "/.progress")).isFalse();
    }

    @Test
    default void aReportOfMoreThan16KilobytesIsRefused() {
        String id = knownNode("actions: []\n");
        int room = (16 << 10) - message("").length();
        assertThat(report(id, message("x".repeat(room))).send().status()).isEqualTo(204);
        report(id, message("x".repeat(room + 1))).send().sentence(413);
        report(id, message("x".repeat(room + 1))).chunked().send().sentence(413);
    }

    @Test
    default void aMessageIsKeptShortAndOnOneLineWithoutWhatATerminalObeys() {
        String id = knownNode("actions: []\n");
        report(id, message("a\\n\\u001b[2Jb\\u0085\\u009b2Jc\\u2028\\u202ed\\ud800e"))
                .send();
        assertThat(site().text("nodes/" + id + "/.progress")).contains("\"message\":\"a [2Jb 2Jc d e\"");
        assertThat(report(id, message("x" + "\ud83d\ude00".repeat(3000))).send().status())
                .isEqualTo(204);
        assertThat(site().text("nodes/" + id + "/.progress"))
                .as("JSON with the last character whole, escaped or not")
                .containsPattern("(?i)(\\\\ud83d\\\\ude00|\ud83d\ude00)\",\"time\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "DELETE"})
    default void progressIsOnlyPosted(String method) {
        String id = knownNode("actions: []\n");
        RawRequest.of(method, base(), "/nodes/" + id + "/progress").send().sentence(405);
    }
}
