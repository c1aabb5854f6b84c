package org.ztpserver.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ztpserver.docs.Markdown;
import org.ztpserver.it.ProxyProcess.Recipe;
import org.ztpserver.it.contract.HttpAnswer;
import org.ztpserver.it.contract.RawRequest;
import org.ztpserver.it.contract.SiteFiles;

/** The recipes {@code deploy/nginx} and {@code deploy/apache}, with the real programs, and {@code curl} as pages have it. */
class ProxyIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final long IMAGE_BYTES = 1L << 30;
    private static final int HANDED_OVER_BYTES = 64 << 20;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private static Path folder;

    @SuppressWarnings("NullAway.Init") // set before all
    private static SiteFiles site;

    @SuppressWarnings("NullAway.Init") // set before all
    private static ServerProcess server;

    private static final Map<Recipe, ProxyProcess> proxies = new EnumMap<>(Recipe.class);

    @BeforeAll
    static void start() throws IOException {
        OrdinaryUser.open(folder, false);
        site = new SiteFiles(folder.resolve("dataroot"));
        site.write("bootstrap/bootstrap", "#!/usr/bin/env python\nSERVER = \"$SERVER\"\n");
        site.write("files/images/EOS.swi", "the image of a switch");
        site.write("nodes/sw1/definition", "actions: []\n");
        server = ServerProcess.start(site.path(""));
        for (Recipe recipe : Recipe.values()) {
            proxies.put(recipe, ProxyProcess.start(recipe, folder.resolve(recipe.name()), site.path(""), server.url()));
        }
    }

    @AfterAll
    static void stop() {
        proxies.values().forEach(ProxyProcess::close);
        server.close();
    }

    private static ProxyProcess proxy(Recipe recipe) {
        return Objects.requireNonNull(proxies.get(recipe));
    }

    @ParameterizedTest
    @EnumSource
    void theCommandsOfTheManualPrintWhatItSays(Recipe recipe) throws Exception {
        ProxyProcess proxy = proxy(recipe);
        site.remove("nodes/sw1/startup-config");
        // Away from ports that a test can't have, and to a certificate that it has just made.
        Files.writeString(folder.resolve(".curlrc"), """
                connect-to = "ztp.example.com:80:127.0.0.1:%d"
                connect-to = "ztp.example.com:443:127.0.0.1:%d"
                cacert = "%s"
                """.formatted(
                        proxy.http().getPort(), proxy.https().getPort(), proxy.certificate()));
        List<ShownCommand> commands = shown(proxy.path());
        assertThat(commands).hasSizeGreaterThan(2);
        for (ShownCommand command : commands) {
            Subprocess.Result result =
                    Subprocess.run(LIMIT, Map.of("CURL_HOME", folder.toString()), List.of("sh", "-c", command.text()));
            assertThat((result.out() + result.err()).strip())
                    .as(command.text())
                    .isEqualTo(command.output().text());
        }
    }

    /** What the pages on proxies ask the server under its public name, with this path or at the root. */
    private static List<ShownCommand> shown(String path) {
        return Stream.of(Markdown.read("docs", "proxies.md"), Markdown.read("README.md"))
                .flatMap(page -> ShownCommand.of(page).stream())
                .filter(command -> command.kind() == ShownCommand.Kind.TYPED)
                .filter(command -> command.text().contains("://ztp.example.com" + path + "/"))
                .filter(command -> !path.isEmpty() || !command.text().contains("/ztpserver/"))
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void urlsAreThoseOfTheClientWhateverItClaims(Recipe recipe) {
        ProxyProcess proxy = proxy(recipe);
        for (URI base : List.of(proxy.http(), proxy.https())) {
            HttpAnswer script = proxy.request("GET", base, "/bootstrap")
                    .header("Forwarded", "host=evil.example;proto=gopher")
                    .header("X-Forwarded-Host", "evil.example")
                    .header("X-Forwarded-Proto", "gopher")
                    .header("X-Forwarded-Port", "1")
                    .header("X-Forwarded-Prefix", "/evil")
                    .send();
            assertThat(script.text()).contains("SERVER = \"" + base + "\"");
            HttpAnswer known = proxy.request("POST", base, "/nodes")
                    .body("{\"serialnumber\": \"sw1\", \"neighbors\": {}}")
                    .send();
            assertThat(known.status()).isEqualTo(409);
            assertThat(known.need("Location")).isEqualTo(base + "/nodes/sw1");
        }
    }

    @ParameterizedTest
    @EnumSource
    void rangesConditionsAndErrorsAreTheServersOwn(Recipe recipe) {
        ProxyProcess proxy = proxy(recipe);
        HttpAnswer whole = image(proxy).header("Accept-Encoding", "gzip").send().is(200, "text/plain");
        assertThat(whole.need("Content-Length")).isEqualTo("21");

        HttpAnswer part = image(proxy).header("Range", "bytes=4-8").send();
        assertThat(part.status()).isEqualTo(206);
        assertThat(part.need("Content-Range")).isEqualTo("bytes 4-8/21");
        assertThat(part.text()).isEqualTo("image");
        HttpAnswer same =
                image(proxy).header("If-None-Match", whole.need("ETag")).send();
        assertThat(same.status()).isEqualTo(304);

        HttpAnswer missing = proxy.request("GET", proxy.http(), "/files/none").send();
        assertThat(missing.sentence(404)).isEqualTo("files/none is missing");
    }

    private static RawRequest image(ProxyProcess proxy) {
        return proxy.request("GET", proxy.https(), "/files/images/EOS.swi");
    }

    @ParameterizedTest
    @EnumSource
    void bodiesMayBeAsLongAsTheServerAllows(Recipe recipe) throws Exception {
        ProxyProcess proxy = proxy(recipe);
        assertThat(put(proxy, 16 << 20)).isIn(200, 201);
        assertThat(Files.size(site.path("nodes/sw1/startup-config"))).isEqualTo(16 << 20);
        // Apache has no limit of its own. The server refuses without reading, which may break Apache's sending.
        assertThat(put(proxy, (16 << 20) + 1)).isIn(413, recipe.isNginx() ? 413 : 502);
    }

    private static int put(ProxyProcess proxy, int bytes) {
        return proxy.request("PUT", proxy.http(), "/nodes/sw1/startup-config")
                .body(new byte[bytes])
                .send()
                .status();
    }

    @ParameterizedTest
    @EnumSource(names = {"NGINX", "APACHE"})
    void anImageOfOneGibibyteNeverLiesOnTheProxysDisk(Recipe recipe) throws Exception {
        ProxyProcess proxy = proxy(recipe);
        large("files/images/large.swi", IMAGE_BYTES);
        URLConnection slow =
                URI.create(proxy.http() + "/files/images/large.swi").toURL().openConnection();
        assertThat(slow.getContentLengthLong()).isEqualTo(IMAGE_BYTES);
        try (InputStream body = slow.getInputStream()) {
            // The client does not read. A proxy that reads ahead has written a part of the image by the time that it
            // has answered these: its one process serves them in turn.
            for (int i = 0; i < 50; i++) {
                rangesConditionsAndErrorsAreTheServersOwn(recipe);
            }
            assertThat(body.transferTo(OutputStream.nullOutputStream())).isEqualTo(IMAGE_BYTES);
        }
        assertThat(proxy.log()).doesNotContain("upstream response is buffered");
    }

    @ParameterizedTest
    @EnumSource(names = {"NGINX", "APACHE"})
    void tlsIsOfVersion12OrLater(Recipe recipe) throws Exception {
        ProxyProcess proxy = proxy(recipe);
        for (String version : List.of("-tls1_2", "-tls1_3")) {
            assertThat(handshake(proxy, version, "-CAfile", proxy.certificate().toString(), "-verify_return_error")
                            .status())
                    .as(version)
                    .isZero();
        }
        assertThat(handshake(proxy, "-tls1_1", "-cipher", "ALL:@SECLEVEL=0").everything())
                .contains("alert protocol version");
    }

    private static Subprocess.Result handshake(ProxyProcess proxy, String... options) throws Exception {
        String address = "127.0.0.1:" + proxy.https().getPort();
        return Subprocess.run(
                LIMIT,
                Map.of(),
                Stream.concat(Stream.of("openssl", "s_client", "-connect", address), Stream.of(options))
                        .toList());
    }

    @ParameterizedTest
    @EnumSource
    void aLargeFileIsSentByTheProxyWhenItIsHandedOver(Recipe recipe) throws Exception {
        // A name that has to be escaped, behind a link, as operators have them.
        String name = recipe.isNginx() ? "EOS 4.30#1%41ü.swi" : "EOS 4.30#1+.swi";
        large("files/store/" + name, HANDED_OVER_BYTES);
        site.remove("files/EOS.swi");
        site.link("files/EOS.swi", Path.of("store", name));
        String setting = recipe.isNginx() ? "x-accel-redirect" : "x-sendfile";
        try (ServerProcess handsOver = ServerProcess.on(site.path(""))
                        .conf("sendfile = " + setting + "\n")
                        .start();
                ProxyProcess proxy = ProxyProcess.start(
                        recipe, folder.resolve(recipe + "-sendfile"), site.path(""), handsOver.url())) {
            long before = bytesRead(handsOver);
            HttpAnswer whole = get(proxy, "/files/EOS.swi").send().is(200, "text/plain");
            assertThat(bytesRead(handsOver) - before)
                    .as("bytes that Java has read")
                    .isLessThan(HANDED_OVER_BYTES / 8);
            assertThat(whole.body()).hasSize(HANDED_OVER_BYTES);
            assertThat(whole.need("Content-Length")).isEqualTo(Integer.toString(HANDED_OVER_BYTES));
            assertThat(whole.header("X-Accel-Redirect")).isNull();
            assertThat(whole.header("X-Sendfile")).isNull();

            String tag = whole.need("ETag");
            HttpAnswer part = get(proxy, "/files/EOS.swi")
                    .header("Range", "bytes=1048576-1048584")
                    .header("If-Range", tag)
                    .send();
            assertThat(part.status()).isEqualTo(206);
            assertThat(part.text()).isEqualTo("in middle");
            assertThat(part.need("Content-Range")).isEqualTo("bytes 1048576-1048584/" + HANDED_OVER_BYTES);
            HttpAnswer same =
                    get(proxy, "/files/EOS.swi").header("If-None-Match", tag).send();
            assertThat(same.status()).isEqualTo(304);
            HttpAnswer head =
                    proxy.request("HEAD", proxy.http(), "/files/EOS.swi").send();
            assertThat(head.need("Content-Length")).isEqualTo(Integer.toString(HANDED_OVER_BYTES));
            assertThat(get(proxy, "/files/images/EOS.swi").send().text()).isEqualTo("the image of a switch");

            long alone = bytesRead(handsOver);
            HttpAnswer direct =
                    RawRequest.of("GET", handsOver.url(), "/files/EOS.swi").send();
            assertThat(direct.body()).hasSize(HANDED_OVER_BYTES);
            assertThat(bytesRead(handsOver) - alone).isGreaterThanOrEqualTo(HANDED_OVER_BYTES);
            for (String inside : List.of("/ztpserver-files/neighbordb", "/ztpserver-files/files/EOS.swi")) {
                assertThat(RawRequest.ofTarget("GET", proxy.http(), inside)
                                .send()
                                .status())
                        .isIn(404, 405);
            }
        }
    }

    private static RawRequest get(ProxyProcess proxy, String path) {
        return proxy.request("GET", proxy.http(), path);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sendfile = nginx", "sendfile_prefix = files", "sendfile_prefix = /"})
    void aBadSettingSaysWhatIsAllowed(String line) {
        assertThatThrownBy(
                        () -> ServerProcess.on(site.path("")).conf(line + "\n").start())
                .hasMessageContaining("[server] " + line.replace("= ", "= '") + "': must be ");
    }

    @Test
    void bothSitesOfAProxyDifferOnlyInThePath() throws IOException {
        for (String proxy : List.of("nginx", "apache")) {
            String prefixed = Files.readString(Path.of("deploy", proxy, "sites-available/ztpserver.conf"));
            String root = Files.readString(Path.of("deploy", proxy, "sites-available/ztpserver-root.conf"));
            assertThat(withoutPaths(root)).isEqualTo(withoutPaths(prefixed));
        }
    }

    private static String withoutPaths(String recipe) {
        return recipe.lines()
                .filter(line -> !line.startsWith("#"))
                .filter(line -> !line.matches("\\s*(location|proxy_pass|ProxyPass|.*X-Forwarded-Prefix).*"))
                .reduce("", (a, b) -> a + b + "\n");
    }

    /** A sparse file with a few bytes at 1 MiB. */
    private static void large(String name, long bytes) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(site.write(name, "").toFile(), "rw")) {
            file.setLength(bytes);
            file.seek(1 << 20);
            file.write("in middle".getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** By all system calls of the server so far. */
    private static long bytesRead(ServerProcess process) throws IOException {
        try (var lines = Files.lines(Path.of("/proc/" + process.process().pid() + "/io"))) {
            return lines.filter(line -> line.startsWith("rchar: "))
                    .mapToLong(line -> Long.parseLong(line.substring("rchar: ".length())))
                    .sum();
        }
    }
}
