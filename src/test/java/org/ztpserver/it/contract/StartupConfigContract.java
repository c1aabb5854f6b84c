package org.ztpserver.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code GET} and {@code PUT /nodes/<id>/startup-config} (contract A1). */
public interface StartupConfigContract extends ServerUnderTest {

    private static String path(String id) {
        return "/nodes/" + id + "/startup-config";
    }

    @Test
    default void theFirstConfigIs201AndTheNextIs200AndTheBytesAreExact() {
        String id = knownNode("actions: []\n");
        byte[] first = "hostname a\r\n! caf\u00e9 \0 \u00ff".getBytes(StandardCharsets.ISO_8859_1);
        put(path(id), first).header("Content-Type", "text/plain").send().is(201, "text/html");
        assertThat(site().bytes("nodes/" + id + "/startup-config")).isEqualTo(first);
        HttpAnswer answer = get(path(id)).nullBody().send().is(200, "text/plain");
        assertThat(answer.body()).isEqualTo(first);
        assertThat(answer.need("Content-Length")).isEqualTo(Integer.toString(first.length));

        byte[] second = "hostname b\n".getBytes(StandardCharsets.UTF_8);
        put(path(id), second).send().is(200, "text/html");
        assertThat(get(path(id)).send().body()).isEqualTo(second);
        assertThat(get("/meta" + path(id)).send().is(200, "application/json").text())
                .contains("\"size\":" + second.length);
        assertThat(site().list("nodes/" + id)).containsExactly(".node", "definition", "pattern", "startup-config");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "text/html",
                "application/json",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "nonsense",
                ""
            })
    default void theBytesAreExactWhateverTheirContentType(String type) {
        String id = knownNode("actions: []\n");
        byte[] config = "a=b&c=d%20\n--x\n".getBytes(StandardCharsets.UTF_8);
        put(path(id), config).header("Content-Type", type).send().is(201, "text/html");
        assertThat(site().bytes("nodes/" + id + "/startup-config")).isEqualTo(config);
    }

    @Test
    default void anEmptyConfigIsOne() {
        String id = knownNode("actions: []\n");
        put(path(id), new byte[0]).send().is(201, "text/html");
        assertThat(get(path(id)).send().is(200, "text/plain").need("Content-Length"))
                .isEqualTo("0");
    }

    @Test
    default void aConfigInChunksIsStored() {
        String id = knownNode("actions: []\n");
        byte[] config = "line\n".repeat(10_000).getBytes(StandardCharsets.UTF_8);
        put(path(id), config).chunked().send().is(201, "text/html");
        assertThat(site().bytes("nodes/" + id + "/startup-config")).isEqualTo(config);
    }

    @ParameterizedTest
    @ValueSource(strings = {"startup-config/", "startup-config;x", "startup%2Dconfig", "startup%2dconfig/;x=y"})
    default void aLargeConfigIsStoredWholeOrNotAtAllHoweverItsPathIsSpelled(String name) {
        String id = knownNode("actions: []\n");
        byte[] config = "line\n".repeat(600_000).getBytes(StandardCharsets.UTF_8);
        HttpAnswer answer = put("/nodes/" + id + "/" + name, config).chunked().send();
        if (answer.status() == 201) {
            assertThat(site().bytes("nodes/" + id + "/startup-config")).isEqualTo(config);
        } else {
            assertThat(answer.status()).isIn(400, 404);
            assertThat(site().list("nodes/" + id)).doesNotContain("startup-config");
        }
        site().remove("nodes/" + id);
    }

    @Test
    default void aConfigOfMoreThan16MebibytesIs413AndTheOldOneStays() {
        String id = knownNode("actions: []\n");
        byte[] largest = new byte[16 << 20];
        Arrays.fill(largest, (byte) 'x');
        put(path(id), largest).send().is(201, "text/html");
        byte[] tooLarge = Arrays.copyOf(largest, largest.length + 1);
        put(path(id), tooLarge).send().sentence(413);
        put(path(id), tooLarge).chunked().send().sentence(413);
        put(path(id), new byte[10]).declaring(5L << 30).send().sentence(413);
        assertThat(site().bytes("nodes/" + id + "/startup-config")).hasSize(16 << 20);
        site().remove("nodes/" + id);
    }

    @Test
    default void aConfigThatDidNotArriveWholeChangesNothing() {
        String id = knownNode("actions: []\n");
        put(path(id), new byte[] {'a'}).send().is(201, "text/html");
        put(path(id), new byte[1000]).declaring(2000).sendAndLeave();
        assertThat(get(path(id)).send().text()).isEqualTo("a");
        assertThat(site().list("nodes/" + id)).noneMatch(name -> name.startsWith("~"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "..", "%2e%2e", "a%20b", "~x"})
    default void aConfigOfAnUnknownNodeIsRefusedAndNothingIsMade(String id) {
        HttpAnswer answer = put(path(id), new byte[] {'a'}).send();
        assertThat(answer.status()).isIn(400, 404);
        assertThat(site().list("nodes")).doesNotContain(id);
        assertThat(site().list(".")).doesNotContain("startup-config");
    }

    @Test
    default void aNodeWithoutConfigIs400() {
        String id = knownNode("actions: []\n");
        assertThat(get(path(id)).nullBody().send().sentence(400)).contains("startup-config");
        assertThat(get(path("nobody")).send().sentence(400)).contains("nobody");
        get("/meta" + path(id)).send().sentence(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "DELETE", "PATCH"})
    default void aConfigIsReadOrReplacedAndNothingElse(String method) {
        String id = knownNode("actions: []\n");
        HttpAnswer answer = RawRequest.of(method, base(), path(id)).body("x").send();
        answer.sentence(405);
        assertThat(answer.need("Allow")).contains("GET", "PUT");
    }
}
