package org.ztpserver.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing outside of the data root is ever read or written, and nothing in it that is not served. */
public interface PathContract extends ServerUnderTest {

    String SECRET = "not-for-any-switch";

    /** Every way to a file that is {@code outside/secret} beside the data root, or {@code secret} at its top. */
    static Stream<String> attacks() {
        List<String> areas =
                List.of("/files/", "/actions/", "/meta/files/", "/meta/actions/", "/meta/nodes/", "/nodes/");
        List<String> ways = List.of(
                "../secret",
                "../../outside/secret",
                "x/../../secret",
                "./../secret",
                "%2e%2e/secret",
                "%2e%2e/%2e%2e/outside/secret",
                ".%2e/secret",
                "%2E./secret",
                "..%2fsecret",
                "..%2f..%2foutside%2fsecret",
                "%2e%2e%2fsecret",
                "..;/secret",
                "..;a=b/..;/outside/secret",
                "%2e%2e;/secret",
                "..%3b/secret",
                "..%5csecret",
                "%252e%252e/secret",
                "%252e%252e%252fsecret",
                "%c0%ae%c0%ae/secret",
                "%u002e%u002e/secret",
                "..%00/secret",
                "x%00/../../secret",
                "%00../secret",
                "..%0d%0a/secret",
                "//outside/secret",
                "%2f%2foutside/secret",
                "file:%2f%2f%2foutside%2fsecret",
                "link-out/secret",
                "link-to-secret",
                "link-to-link",
                "link-loop",
                "secret",
                "x/".repeat(100) + "secret",
                "x".repeat(300),
                "%78".repeat(300),
                "..\\secret",
                "..%5c..%5coutside%5csecret",
                "%ff%fe/secret",
                "..%e2%88%95secret",
                "%",
                "%zz",
                "%2");
        return areas.stream().flatMap(area -> ways.stream().map(way -> area + way));
    }

    private void lay() {
        if (site().exists("secret")) {
            return;
        }
        SiteFiles outside = new SiteFiles(dataRoot().resolveSibling("outside"));
        outside.write("secret", SECRET);
        outside.write("startup-config", SECRET);
        site().write("secret", SECRET);
        for (String area : List.of("files", "actions", "nodes")) {
            site().write(area + "/x/y", "y");
            site().link(area + "/link-out", outside.path("."));
            site().link(area + "/link-to-secret", outside.path("secret"));
            site().link(area + "/link-to-link", Path.of("link-to-secret"));
            site().link(area + "/link-loop", Path.of("link-loop"));
        }
    }

    @ParameterizedTest
    @MethodSource("attacks")
    default void noPathLeadsOutOfWhatIsServed(String path) {
        lay();
        for (String method : List.of("GET", "HEAD", "PUT")) {
            if (method.equals("PUT") && !path.startsWith("/nodes/")) {
                continue;
            }
            refused(RawRequest.of(method, base(), path + (method.equals("PUT") ? "/startup-config" : "")));
        }
        assertThat(dataRoot().resolveSibling("outside/startup-config")).hasContent(SECRET);
        assertThat(site().text("secret")).isEqualTo(SECRET);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/etc/passwd",
                "//etc/passwd",
                "/files//etc/passwd",
                "/files/%2fetc%2fpasswd",
                "/files/etc/passwd",
                "/neighbordb",
                "/definitions/registered",
                "/resources/x",
                "/WEB-INF/web.xml",
                "/files/../WEB-INF/web.xml",
                "/META-INF/MANIFEST.MF",
                "/org/ztpserver/launch/Main.class",
                "/WEB-INF/dataroot/neighbordb",
                "/files/..;/WEB-INF/web.xml",
                "/web-inf/web.xml",
                "/%57EB-INF/web.xml",
                "/WEB-INF;/web.xml"
            })
    default void nothingElseIsServed(String path) {
        refused(RawRequest.of("GET", base(), path));
    }

    private static void refused(RawRequest request) {
        HttpAnswer answer = request.send();
        assertThat(answer.status()).as(answer.text()).isBetween(400, 499);
        assertThat(answer.text()).doesNotContain(SECRET, "root:", "<web-app", "Main-Class", "\"size\"");
        answer.hidesTheInsideUnlessOfTheContainer();
    }

    @Test
    default void aPathThatIsLongerThanAnyServerTakesIsRefused() {
        HttpAnswer answer = get("/files/" + "x/".repeat(30_000)).send();
        assertThat(answer.status()).isBetween(400, 499);
        answer.hidesTheInsideUnlessOfTheContainer();
    }

    @Test
    default void aLinkWithinTheDataRootIsFollowed() {
        site().write("images/4.30/x.swi", "image");
        if (!site().exists("files/inside")) {
            site().folder("files");
            site().link("files/inside", Path.of("../images"));
            site().link("files/absolute", dataRoot().resolve("images"));
            site().link("files/x.swi", Path.of("inside/4.30/x.swi"));
        }
        for (String path : List.of("inside/4.30/x.swi", "absolute/4.30/x.swi", "x.swi")) {
            assertThat(get("/files/" + path).send().is(200, "text/plain").text())
                    .isEqualTo("image");
            get("/meta/files/" + path).send().is(200, "application/json");
        }
    }

    @Test
    default void aNodeFolderThatLeadsOutIsNeitherReadNorWritten() throws IOException {
        Path outside = dataRoot().resolveSibling("outside-node-" + newSerial());
        SiteFiles folder = new SiteFiles(outside);
        folder.write("definition", "name: " + SECRET + "\nactions: []\n");
        folder.write("pattern", "interfaces: []\n");
        String id = newSerial();
        site().folder("nodes");
        site().link("nodes/" + id, outside);
        site().write("definitions/d", "actions: []\n");
        site().write("neighbordb", "patterns: [{name: x, definition: d, node: " + id + "}]\n");
        postNode(id).send().sentence(400);
        get("/nodes/" + id).send().sentence(400);
        assertThat(put("/nodes/" + id + "/startup-config", new byte[] {'a'})
                        .send()
                        .status())
                .isIn(400, 404);
        assertThat(folder.list(".")).containsExactly("definition", "pattern");
    }

    @Test
    default void aFileOfANodeThatLeadsOutIsNotReadAndWhatItPointsToIsNotWritten() throws IOException {
        Path outside = dataRoot().resolveSibling("outside-file-" + newSerial());
        Files.writeString(outside, "name: " + SECRET + "\nactions: []\n");
        String id = knownNode("actions: []\n");
        site().link("nodes/" + id + "/startup-config", outside);
        get("/nodes/" + id + "/startup-config").send().sentence(400);
        put("/nodes/" + id + "/startup-config", new byte[] {'a'}).send().is(201, "text/html");
        assertThat(outside).content().contains(SECRET);
        assertThat(site().path("nodes/" + id + "/startup-config")).isRegularFile(); // the link itself was replaced
        assertThat(Files.isSymbolicLink(site().path("nodes/" + id + "/startup-config")))
                .isFalse();

        site().remove("nodes/" + id + "/definition");
        site().remove("nodes/" + id + "/startup-config");
        site().link("nodes/" + id + "/definition", outside);
        get("/nodes/" + id).send().sentence(400);
        assertThat(Files.exists(outside, LinkOption.NOFOLLOW_LINKS)).isTrue();
    }
}
