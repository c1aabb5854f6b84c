package org.ztpserver.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not served, and faults of the server itself (contract A1). */
public interface FaultContract extends ServerUnderTest {

    /** Provokes a real fault, whoever the server runs as: a folder where it has to write a file. */
    default String faultId() {
        String id = newSerial();
        site().write("nodes/" + id + "/definition", "actions: []\n");
        site().write("nodes/" + id + "/.node/x", "");
        String sentence = postNode(id).send().sentence(500);
        Matcher matcher =
                Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}").matcher(sentence);
        assertThat(matcher.find()).as(sentence).isTrue();
        site().remove("nodes/" + id);
        return matcher.group();
    }

    @Test
    default void faultOfTheServerIs500AndHasTheIdOfItsCauseAndNothingElse() {
        assertThat(faultId()).isEqualTo(faultId());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/bootstrap/nosuch", "/nodes/x/nosuch", "/error"})
    default void nothingIsUnderAnyOtherPath(String path) {
        HttpAnswer answer = get(path).nullBody().send();
        if (path.isEmpty()) {
            assertThat(answer.status())
                    .as("a container's redirect to the folder")
                    .isIn(301, 302);
            assertThat(answer.need("Location")).endsWith(base().getPath() + "/");
        } else {
            answer.sentence(404);
        }
    }

    @ParameterizedTest
    @CsvSource({"POST,/bootstrap", "PUT,/bootstrap", "DELETE,/bootstrap/config", "POST,/meta/files/x", "DELETE,/nodes/x"
    })
    default void anotherMethodIs405WithThoseThatAreAllowed(String method, String path) {
        HttpAnswer answer = RawRequest.of(method, base(), path).body("x").send();
        answer.sentence(405);
        assertThat(answer.need("Allow")).contains("GET");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/nosuch?<script>alert(1)</script>",
                "/%3Cscript%3E",
                "/nodes/%3Cscript%3E",
                "/files/%3Cscript%3E",
                "/meta/files/%3Cscript%3E"
            })
    default void whatTheClientSentComesBackEscapedOrNotAtAll(String path) {
        HttpAnswer answer = get(path).send();
        assertThat(answer.status()).isBetween(400, 499);
        assertThat(answer.text()).doesNotContain("<script>");
        answer.hidesTheInsideUnlessOfTheContainer();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type: a/b/c",
                "Accept: /",
                "Accept-Language: !!",
                "Accept-Charset: nonsense",
                "If-Match: x",
                "Range: x",
                "Content-Encoding: gzip",
                "Expect: nonsense",
                "Cookie: =;=\u0001",
                "X-HTTP-Method-Override: DELETE"
            })
    default void anOddHeaderIsNoFaultOfTheServer(String header) {
        site().write("bootstrap/bootstrap", "$SERVER\n");
        String[] parts = header.split(": ", 2);
        HttpAnswer answer = get("/bootstrap").header(parts[0], parts[1]).send();
        assertThat(answer.status()).isLessThan(500);
        answer.hidesTheInsideUnlessOfTheContainer();
    }
}
