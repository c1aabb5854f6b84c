package org.ztpserver.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code /files}, {@code /actions} and {@code /meta} (contract A1). */
public interface FilesContract extends ServerUnderTest {

    String TEN = "0123456789";

    @ParameterizedTest
    @ValueSource(
            strings = {"plain", "page.html", "image.swi", "script.py", "data.json", "archive.tar.gz", "deep/er/x.xml"})
    default void everyFileIsTextPlainWithItsLengthWhateverItsSuffix(String name) {
        site().write("files/" + name, TEN);
        HttpAnswer answer = get("/files/" + name).send().is(200, "text/plain");
        assertThat(answer.text()).isEqualTo(TEN);
        assertThat(answer.need("Content-Length")).isEqualTo("10");
        assertThat(answer.header("Transfer-Encoding")).isNull();
        assertThat(answer.need("Accept-Ranges")).isEqualTo("bytes");
        assertThat(answer.need("ETag")).startsWith("\"").endsWith("\"");
        assertThat(answer.need("Last-Modified")).endsWith(" GMT").hasSize(29);
    }

    @Test
    default void anActionIsAPythonScriptAsItLiesThere() {
        site().write("actions/add_config", "#!/usr/bin/env python\n# $SERVER stays\n");
        HttpAnswer answer = get("/actions/add_config").nullBody().send().is(200, "text/x-python");
        assertThat(answer.text()).isEqualTo("#!/usr/bin/env python\n# $SERVER stays\n");
        assertThat(answer.need("Content-Length")).isEqualTo(Integer.toString(answer.body().length));
        assertThat(answer.header("Transfer-Encoding")).isNull();
    }

    @Test
    default void aFileComesWithABodyOfNullAndWithAnyAcceptAndIsNeverCompressed() {
        site().write("files/anyhow", TEN.repeat(1000));
        for (String accept : new String[] {"*/*", "application/json", "image/png", "text/html;q=0.1", "nonsense"}) {
            HttpAnswer answer = get("/files/anyhow")
                    .nullBody()
                    .header("Accept", accept)
                    .header("Accept-Encoding", "gzip, br")
                    .send()
                    .is(200, "text/plain");
            assertThat(answer.text()).isEqualTo(TEN.repeat(1000));
        }
    }

    @Test
    default void headHasTheHeadersOfGetAndNoBody() {
        site().write("files/head", TEN);
        HttpAnswer get = get("/files/head").send();
        HttpAnswer head = head("/files/head").send().is(200, "text/plain");
        assertThat(head.body()).isEmpty();
        for (String name : new String[] {"Content-Length", "ETag", "Last-Modified", "Accept-Ranges", "Content-Type"}) {
            assertThat(head.need(name)).isEqualTo(get.need(name));
        }
    }

    @Test
    default void headIgnoresARange() {
        site().write("files/head-range", TEN);
        HttpAnswer head =
                head("/files/head-range").header("Range", "bytes=0-3").send().is(200, "text/plain");
        assertThat(head.need("Content-Length")).isEqualTo("10");
    }

    @Test
    default void anEmptyFileIsServedWithItsLengthOfNothing() {
        site().write("files/empty", "");
        HttpAnswer answer = get("/files/empty").send().is(200, "text/plain");
        assertThat(answer.need("Content-Length")).isEqualTo("0");
        assertThat(head("/files/empty").send().need("Content-Length")).isEqualTo("0");
        HttpAnswer part = get("/files/empty").header("Range", "bytes=0-").send();
        part.sentence(416);
        assertThat(part.need("Content-Range")).isEqualTo("bytes */0");
    }

    @Test
    default void aFileOfOneByteIsServed() {
        site().write("files/one", "x");
        assertThat(get("/files/one").send().is(200, "text/plain").text()).isEqualTo("x");
        assertThat(get("/files/one").header("Range", "bytes=0-0").send().text()).isEqualTo("x");
    }

    @Test
    default void aLargeFileComesWholeAndInParts() throws Exception {
        byte[] bytes = new byte[9 * 1024 * 1024 + 7];
        new Random(42).nextBytes(bytes);
        site().write("files/large.swi", bytes);
        HttpAnswer answer = get("/files/large.swi").send().is(200, "text/plain");
        assertThat(answer.need("Content-Length")).isEqualTo(Integer.toString(bytes.length));
        assertThat(answer.header("Transfer-Encoding")).isNull();
        assertThat(Arrays.equals(answer.body(), bytes)).isTrue();

        HttpAnswer part = get("/files/large.swi")
                .header("Range", "bytes=1000001-8000000")
                .send()
                .is(206, "text/plain");
        assertThat(part.need("Content-Range")).isEqualTo("bytes 1000001-8000000/" + bytes.length);
        assertThat(Arrays.equals(part.body(), Arrays.copyOfRange(bytes, 1000001, 8000001)))
                .isTrue();
        assertThat(get("/meta/files/large.swi").send().text())
                .contains("\"size\":" + bytes.length, "\"sha1\":\"" + digest("SHA-1", bytes) + "\"");
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0,0,0-0",
        "bytes=2-4,234,2-4",
        "bytes=5-,56789,5-9",
        "bytes=-3,789,7-9",
        "bytes=-100,0123456789,0-9",
        "bytes=0-99999999999,0123456789,0-9",
        "bytes=9-9,9,9-9"
    })
    default void aRangeIsAnsweredWithThatPart(String range, String part, String contentRange) {
        site().write("files/parts", TEN);
        HttpAnswer answer =
                get("/files/parts").nullBody().header("Range", range).send().is(206, "text/plain");
        assertThat(answer.text()).isEqualTo(part);
        assertThat(answer.need("Content-Range")).isEqualTo("bytes " + contentRange + "/10");
        assertThat(answer.need("Content-Length")).isEqualTo(Integer.toString(part.length()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=10-", "bytes=10-20", "bytes=99999999999-", "bytes=-0"})
    default void aRangeBeyondTheFileIsRefusedWithItsSize(String range) {
        site().write("files/parts", TEN);
        HttpAnswer answer = get("/files/parts").header("Range", range).send();
        answer.sentence(416);
        assertThat(answer.need("Content-Range")).isEqualTo("bytes */10");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "items=0-1",
                "bytes=",
                "bytes=-",
                "bytes=5-3",
                "bytes=a-b",
                "bytes=0-1,3-4",
                "0-1",
                "bytes=0x1-2",
                "bytes=99999999999999999999-",
                "bytes=1--2"
            })
    default void whatIsNoSingleRangeIsIgnored(String range) {
        site().write("files/parts", TEN);
        HttpAnswer answer = get("/files/parts").header("Range", range).send().is(200, "text/plain");
        assertThat(answer.text()).isEqualTo(TEN);
        assertThat(answer.header("Content-Range")).isNull();
    }

    @Test
    default void ifRangeGivesThePartOnlyOfTheFileThatTheClientHasBegunWith() {
        site().write("files/if-range", TEN);
        HttpAnswer whole = get("/files/if-range").send();
        assertThat(ifRange(whole.need("ETag"))).isEqualTo(206);
        assertThat(ifRange(whole.need("Last-Modified"))).isEqualTo(206);
        assertThat(ifRange("\"another\"")).isEqualTo(200);
        assertThat(ifRange("W/" + whole.need("ETag"))).isEqualTo(200);
        assertThat(ifRange("Thu, 01 Jan 1970 00:00:00 GMT")).isEqualTo(200);
        assertThat(ifRange("yesterday")).isEqualTo(200);
    }

    private int ifRange(String condition) {
        return get("/files/if-range")
                .header("Range", "bytes=0-1")
                .header("If-Range", condition)
                .send()
                .status();
    }

    @Test
    default void aFileThatTheClientHasIsNotSentAgain() {
        site().write("files/conditional", TEN);
        HttpAnswer first = get("/files/conditional").send();
        String tag = first.need("ETag");
        for (String header : new String[] {tag, "W/" + tag, "\"x\", " + tag, "*"}) {
            HttpAnswer answer =
                    get("/files/conditional").header("If-None-Match", header).send();
            assertThat(answer.status()).as(header).isEqualTo(304);
            assertThat(answer.body()).isEmpty();
            assertThat(answer.need("ETag")).isEqualTo(tag);
        }
        assertThat(conditional("If-Modified-Since", first.need("Last-Modified")))
                .isEqualTo(304);
        assertThat(head("/files/conditional")
                        .header("If-None-Match", tag)
                        .send()
                        .status())
                .isEqualTo(304);
        assertThat(conditional("If-None-Match", "\"x\"")).isEqualTo(200);
        assertThat(conditional("If-Modified-Since", "Thu, 01 Jan 1970 00:00:00 GMT"))
                .isEqualTo(200);
        assertThat(conditional("If-Modified-Since", "no date")).isEqualTo(200);
        assertThat(get("/files/conditional")
                        .header("If-None-Match", "\"x\"")
                        .header("If-Modified-Since", first.need("Last-Modified"))
                        .send()
                        .status())
                .as("a tag counts more than a date")
                .isEqualTo(200);
    }

    @Test
    default void aPreconditionThatFailsIs412() {
        site().write("files/conditional", TEN);
        HttpAnswer first = get("/files/conditional").send();
        assertThat(conditional("If-Match", first.need("ETag"))).isEqualTo(200);
        assertThat(conditional("If-Match", "*")).isEqualTo(200);
        assertThat(conditional("If-Unmodified-Since", first.need("Last-Modified")))
                .isEqualTo(200);
        get("/files/conditional").header("If-Match", "\"x\"").send().sentence(412);
        get("/files/conditional")
                .header("If-Unmodified-Since", "Thu, 01 Jan 1970 00:00:00 GMT")
                .send()
                .sentence(412);
    }

    private int conditional(String header, String value) {
        return get("/files/conditional").header(header, value).send().status();
    }

    @ParameterizedTest
    @CsvSource({"a b,a%20b", "grün,gr%C3%BCn", "a+b,a+b", "a+b,a%2Bb", "(1)[2],(1)%5B2%5D", "a&b=c,a&b=c"})
    default void aNameIsDecodedOnce(String name, String encoded) {
        site().write("files/names/" + name, name);
        assertThat(get("/files/names/" + encoded).send().is(200, "text/plain").text())
                .isEqualTo(name);
        assertThat(get("/meta/files/names/" + encoded)
                        .send()
                        .is(200, "application/json")
                        .text())
                .contains("\"size\":" + name.getBytes(StandardCharsets.UTF_8).length);
    }

    @Test
    default void metaSaysTheSizeAndTheDigestsOfWhatIsServed() throws Exception {
        String id = newSerial();
        for (String area : new String[] {"files", "actions", "nodes"}) {
            byte[] bytes = ("\r\n" + area + "\0\u00e9").getBytes(StandardCharsets.UTF_8);
            site().write(area + "/" + id + "/a.b", bytes);
            HttpAnswer answer =
                    get("/meta/" + area + "/" + id + "/a.b").nullBody().send().is(200, "application/json");
            assertThat(answer.text())
                    .startsWith("{\"size\":" + bytes.length + ",\"sha1\":\"" + digest("SHA-1", bytes) + "\"")
                    .contains("\"sha256\":\"" + digest("SHA-256", bytes) + "\"")
                    .contains("\"md5\":\"" + digest("MD5", bytes) + "\"");
        }
        assertThat(get("/files/" + id + "/a.b").send().need("Content-Length"))
                .isEqualTo(Integer.toString(site().bytes("files/" + id + "/a.b").length));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/files/missing",
                "/files/missing/deeper",
                "/files/afile/below",
                "/files",
                "/files/",
                "/files/afolder",
                "/files/afolder/",
                "/actions/missing",
                "/actions",
                "/meta/files/missing",
                "/meta/files/afolder",
                "/meta/actions/missing",
                "/meta/nodes/missing/startup-config",
                "/meta/definitions/lab",
                "/meta",
                "/meta/files"
            })
    default void whatIsNoFileIs404(String path) {
        site().write("files/afile", TEN);
        site().write("files/afolder/x", TEN);
        get(path).nullBody().send().sentence(404);
        HttpAnswer head = head(path).send();
        assertThat(head.status()).isEqualTo(404);
        assertThat(head.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "BREW"})
    default void filesAreReadOnly(String method) {
        site().write("files/read-only", TEN);
        HttpAnswer answer =
                RawRequest.of(method, base(), "/files/read-only").body("x").send();
        assertThat(answer.status()).isIn(405, 501);
        assertThat(answer.mediaType()).isEqualTo("text/html");
        answer.hidesTheInside();
        assertThat(site().text("files/read-only")).isEqualTo(TEN);
    }

    private static String digest(String algorithm, byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
    }
}
