package org.ztpserver.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ztpserver.it.ProxyProcess.Recipe;
import org.ztpserver.it.contract.SiteFiles;

/** The recipes {@code deploy/nginx} and {@code deploy/apache}, with the real programs, and {@code curl} as pages have it. */
class ProxyIT {

    private static final long IMAGE_BYTES = 1L << 30;
    private static final long HANDED_OVER_BYTES = 64L << 20;

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
        Files.deleteIfExists(site.path("nodes/sw1/startup-config"));
        // Away from ports that a test can't have, and to a certificate that it has just made.
        Files.writeString(
                folder.resolve(".curlrc"),
                "connect-to = \"ztp.example.com:80:127.0.0.1:" + proxy.http().getPort() + "\"\n"
                        + "connect-to = \"ztp.example.com:443:127.0.0.1:"
                        + proxy.https().getPort() + "\"\n" + "cacert = \"" + proxy.certificate() + "\"\n");
        List<String[]> commands = new ArrayList<>();
        if (proxy.path().isEmpty()) {
            commands.addAll(shown("docs/proxies.md", "At the root:"));
        } else {
            commands.addAll(shown("docs/proxies.md", "Under `/ztpserver`:"));
            commands.addAll(shown("README.md", "and that switches will find it under its public name:"));
        }
        assertThat(commands).hasSizeGreaterThan(2);
        for (String[] command : commands) {
            ProcessBuilder builder = new ProcessBuilder("sh", "-c", command[0]).redirectErrorStream(true);
            builder.environment().put("CURL_HOME", folder.toString());
            Process process = builder.start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(output.strip()).as(command[0]).isEqualTo(command[1]);
        }
    }

    /** The commands in the page's console block behind this line, each with what it prints. */
    private static List<String[]> shown(String page, String introduction) throws IOException {
        String text = Files.readString(Path.of(page));
        Matcher block = Pattern.compile(Pattern.quote(introduction) + "\n\n```console\n\\$ (.*?)\n```", Pattern.DOTALL)
                .matcher(text);
        assertThat(block.find()).as(introduction).isTrue();
        return Pattern.compile("\n\\$ ")
                .splitAsStream(block.group(1))
                .map(part -> part.split("\n", 2))
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void urlsAreThoseOfTheClientWhateverItClaims(Recipe recipe) throws Exception {
        ProxyProcess proxy = proxy(recipe);
        for (URI base : List.of(proxy.http(), proxy.https())) {
            HttpRequest lie = HttpRequest.newBuilder(URI.create(base + "/bootstrap"))
                    .header("Forwarded", "host=evil.example;proto=gopher")
                    .header("X-Forwarded-Host", "evil.example")
                    .header("X-Forwarded-Proto", "gopher")
                    .header("X-Forwarded-Port", "1")
                    .header("X-Forwarded-Prefix", "/evil")
                    .build();
            assertThat(text(proxy, lie).body()).contains("SERVER = \"" + base + "\"");
            HttpRequest post = HttpRequest.newBuilder(URI.create(base + "/nodes"))
                    .POST(BodyPublishers.ofString("{\"serialnumber\": \"sw1\", \"neighbors\": {}}"))
                    .build();
            HttpResponse<String> known = text(proxy, post);
            assertThat(known.statusCode()).isEqualTo(409);
            assertThat(known.headers().firstValue("Location")).hasValue(base + "/nodes/sw1");
        }
    }

    @ParameterizedTest
    @EnumSource
    void rangesConditionsAndErrorsAreTheServersOwn(Recipe recipe) throws Exception {
        ProxyProcess proxy = proxy(recipe);
        URI file = URI.create(proxy.https() + "/files/images/EOS.swi");
        HttpResponse<String> whole = text(
                proxy,
                HttpRequest.newBuilder(file).header("Accept-Encoding", "gzip").build());
        assertThat(whole.statusCode()).isEqualTo(200);
        assertThat(whole.headers().firstValue("Content-Length")).hasValue("21");
        assertThat(whole.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(whole.headers().firstValue("Content-Type")).hasValue("text/plain");
        String tag = whole.headers().firstValue("ETag").orElseThrow();

        HttpResponse<String> part = text(
                proxy, HttpRequest.newBuilder(file).header("Range", "bytes=4-8").build());
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.headers().firstValue("Content-Range")).hasValue("bytes 4-8/21");
        assertThat(part.body()).isEqualTo("image");
        assertThat(text(
                                proxy,
                                HttpRequest.newBuilder(file)
                                        .header("If-None-Match", tag)
                                        .build())
                        .statusCode())
                .isEqualTo(304);

        HttpResponse<String> missing = text(
                proxy,
                HttpRequest.newBuilder(URI.create(proxy.http() + "/files/none")).build());
        assertThat(missing.statusCode()).isEqualTo(404);
        assertThat(missing.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(missing.body()).isEqualTo("files/none is not there\n");
    }

    @ParameterizedTest
    @EnumSource
    void bodiesMayBeAsLongAsTheServerAllows(Recipe recipe) throws Exception {
        ProxyProcess proxy = proxy(recipe);
        URI config = URI.create(proxy.http() + "/nodes/sw1/startup-config");
        assertThat(put(proxy, config, 16 << 20)).isIn(200, 201);
        assertThat(Files.size(site.path("nodes/sw1/startup-config"))).isEqualTo(16 << 20);
        // Apache has no limit of its own. The server refuses without reading, which may break Apache's sending.
        assertThat(put(proxy, config, (16 << 20) + 1)).isIn(413, recipe.name().startsWith("NGINX") ? 413 : 502);
    }

    private static int put(ProxyProcess proxy, URI uri, int bytes) throws Exception {
        return text(
                        proxy,
                        HttpRequest.newBuilder(uri)
                                .PUT(BodyPublishers.ofByteArray(new byte[bytes]))
                                .build())
                .statusCode();
    }

    @ParameterizedTest
    @EnumSource(names = {"NGINX", "APACHE"})
    void anImageOfOneGibibyteNeverLiesOnTheProxysDisk(Recipe recipe) throws Exception {
        ProxyProcess proxy = proxy(recipe);
        large("files/images/large.swi", IMAGE_BYTES);
        URI image = URI.create(proxy.http() + "/files/images/large.swi");
        HttpResponse<InputStream> slow =
                client(proxy).send(HttpRequest.newBuilder(image).build(), BodyHandlers.ofInputStream());
        assertThat(slow.headers().firstValueAsLong("Content-Length")).hasValue(IMAGE_BYTES);
        try (InputStream body = slow.body()) {
            // The client does not read. A proxy that reads ahead has written a part of the image by the time that it
            // has answered these: its one process serves them in turn.
            for (int i = 0; i < 50; i++) {
                rangesConditionsAndErrorsAreTheServersOwn(recipe);
            }
            body.transferTo(OutputStream.nullOutputStream());
        }
        assertThat(proxy.log()).doesNotContain("upstream response is buffered");
    }

    @ParameterizedTest
    @EnumSource(names = {"NGINX", "APACHE"})
    void tlsIsOfVersion12OrLater(Recipe recipe) throws Exception {
        ProxyProcess proxy = proxy(recipe);
        for (String version : List.of("TLSv1.2", "TLSv1.3")) {
            assertThat(negotiated(proxy, version)).isEqualTo(version);
        }
        Process old = new ProcessBuilder(
                        "openssl",
                        "s_client",
                        "-tls1_1",
                        "-cipher",
                        "ALL:@SECLEVEL=0",
                        "-connect",
                        "127.0.0.1:" + proxy.https().getPort())
                .redirectErrorStream(true)
                .start();
        old.getOutputStream().close();
        String output = new String(old.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(old.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(output).contains("alert protocol version");
    }

    private static String negotiated(ProxyProcess proxy, String version) throws Exception {
        try (SSLSocket socket = (SSLSocket) trust(proxy)
                .getSocketFactory()
                .createSocket("localhost", proxy.https().getPort())) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setProtocols(new String[] {version});
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            return socket.getSession().getProtocol();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLargeFileIsSentByTheProxyWhenItIsHandedOver(Recipe recipe) throws Exception {
        boolean nginx = recipe.name().startsWith("NGINX");
        // A name that has to be escaped, behind a link, as operators have them.
        String name = nginx ? "EOS 4.30#1%41ü.swi" : "EOS 4.30#1+.swi";
        large("files/store/" + name, HANDED_OVER_BYTES);
        Files.deleteIfExists(site.path("files/EOS.swi"));
        site.link("files/EOS.swi", Path.of("store", name));
        String setting = nginx ? "x-accel-redirect" : "x-sendfile";
        try (ServerProcess handsOver = ServerProcess.on(site.path(""))
                        .conf("sendfile = " + setting + "\n")
                        .start();
                ProxyProcess proxy = ProxyProcess.start(
                        recipe, folder.resolve(recipe + "-sendfile"), site.path(""), handsOver.url())) {
            URI uri = URI.create(proxy.http() + "/files/EOS.swi");
            long before = bytesRead(handsOver);
            HttpResponse<InputStream> whole =
                    client(proxy).send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofInputStream());
            assertThat(whole.statusCode()).as(proxy.log()).isEqualTo(200);
            assertThat(whole.headers().firstValueAsLong("Content-Length")).hasValue(HANDED_OVER_BYTES);
            assertThat(whole.headers().firstValue("Content-Type")).hasValue("text/plain");
            assertThat(whole.headers().map()).doesNotContainKeys("x-accel-redirect", "x-sendfile");
            try (InputStream body = whole.body()) {
                assertThat(body.transferTo(OutputStream.nullOutputStream())).isEqualTo(HANDED_OVER_BYTES);
            }
            assertThat(bytesRead(handsOver) - before)
                    .as("bytes that Java has read")
                    .isLessThan(HANDED_OVER_BYTES / 8);

            String tag = whole.headers().firstValue("ETag").orElseThrow();
            HttpResponse<String> part = text(
                    proxy,
                    HttpRequest.newBuilder(uri)
                            .header("Range", "bytes=1048576-1048584")
                            .header("If-Range", tag)
                            .build());
            assertThat(part.statusCode()).isEqualTo(206);
            assertThat(part.body()).isEqualTo("in middle");
            assertThat(part.headers().firstValue("Content-Range"))
                    .hasValue("bytes 1048576-1048584/" + HANDED_OVER_BYTES);
            assertThat(text(
                                    proxy,
                                    HttpRequest.newBuilder(uri)
                                            .header("If-None-Match", tag)
                                            .build())
                            .statusCode())
                    .isEqualTo(304);
            HttpResponse<String> head = text(
                    proxy,
                    HttpRequest.newBuilder(uri)
                            .method("HEAD", BodyPublishers.noBody())
                            .build());
            assertThat(head.headers().firstValueAsLong("Content-Length")).hasValue(HANDED_OVER_BYTES);

            HttpResponse<String> small = text(
                    proxy,
                    HttpRequest.newBuilder(URI.create(proxy.http() + "/files/images/EOS.swi"))
                            .build());
            assertThat(small.body()).isEqualTo("the image of a switch");
            long alone = bytesRead(handsOver);
            HttpResponse<InputStream> direct = client(proxy)
                    .send(
                            HttpRequest.newBuilder(URI.create(handsOver.url() + "/files/EOS.swi"))
                                    .build(),
                            BodyHandlers.ofInputStream());
            try (InputStream body = direct.body()) {
                assertThat(body.transferTo(OutputStream.nullOutputStream())).isEqualTo(HANDED_OVER_BYTES);
            }
            assertThat(bytesRead(handsOver) - alone).isGreaterThanOrEqualTo(HANDED_OVER_BYTES);
            for (String inside : List.of("/ztpserver-files/neighbordb", "/ztpserver-files/files/EOS.swi")) {
                URI secret = URI.create("http://localhost:" + proxy.http().getPort() + inside);
                assertThat(text(proxy, HttpRequest.newBuilder(secret).build()).statusCode())
                        .isIn(404, 405);
            }
        }
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

    private static HttpResponse<String> text(ProxyProcess proxy, HttpRequest request) throws Exception {
        return client(proxy).send(request, BodyHandlers.ofString());
    }

    private static HttpClient client(ProxyProcess proxy) throws IOException, GeneralSecurityException {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(trust(proxy))
                .build();
    }

    /** Trusts the certificate of this proxy, and no other. */
    private static SSLContext trust(ProxyProcess proxy) throws IOException, GeneralSecurityException {
        try (InputStream pem = Files.newInputStream(proxy.certificate())) {
            Certificate certificate = CertificateFactory.getInstance("X.509").generateCertificate(pem);
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            store.setCertificateEntry("proxy", certificate);
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        }
    }
}
