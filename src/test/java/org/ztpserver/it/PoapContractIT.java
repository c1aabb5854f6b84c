package org.ztpserver.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Part B of the contract, row by row, against the server as a process. */
class PoapContractIT {

    private static final Path SAMPLES = Path.of("src/main/dataroot/poap");
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private static Path root;

    @SuppressWarnings("NullAway.Init")
    private static ServerProcess server;

    @BeforeAll
    static void start() throws IOException {
        Files.createDirectories(root.resolve("poap/templates"));
        Files.createDirectories(root.resolve("resources"));
        server = ServerProcess.start(root);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void site() throws IOException {
        for (String file : List.of("poap_script.py", "templates/conf_nxv.ftl", "templates/conf_nxv.j2")) {
            Files.copy(SAMPLES.resolve(file), root.resolve("poap").resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        podVars(
                "pod: {tftp_server: 10.10.20.20, protocol: http}",
                "switches:",
                "  - {hostname: nxos-spine1, id: aaaa.bbbb.0001, mgmt0_ip: 172.16.30.101/24, lo0_ip: 192.168.0.101/24,",
                "     system_image: nxos.7.0.3.I6.1.bin, kickstart_image: ''}",
                "  - {hostname: nxos-leaf1, id: SERIAL2, mgmt0_ip: 172.16.30.102/24, lo0_ip: 192.168.0.102/24,",
                "     template: conf_nxv.j2, protocol: tftp}");
    }

    private static void podVars(String... lines) throws IOException {
        Path unfinished = Files.write(root.resolve("poap/podvars.yml~"), List.of(lines));
        Files.move(unfinished, root.resolve("poap/podvars.yml"), StandardCopyOption.REPLACE_EXISTING);
    }

    private static void template(String name, String text) throws IOException {
        Path path = root.resolve("poap/templates").resolve(name);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private static HttpResponse<String> send(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.url() + path))
                .method(method, BodyPublishers.ofString(body))
                .timeout(Duration.ofSeconds(30));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static HttpResponse<String> put(String serial, String mac) {
        return send("PUT", "/" + serial, "data=" + mac, "Content-Type", "application/x-www-form-urlencoded");
    }

    private static HttpResponse<String> get(String path) {
        return send("GET", path, "");
    }

    private static Map<String, @Nullable Object> json(HttpResponse<String> response) {
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        return JsonText.object(response.body());
    }

    private static String message(HttpResponse<String> response, int status) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        Map<String, @Nullable Object> json = json(response);
        assertThat(json.keySet()).hasToString("[message]");
        return String.valueOf(json.get("message"));
    }

    /** Every file below the data root that a request could have made. */
    private static List<String> files() throws IOException {
        try (Stream<Path> paths = Files.walk(root)) {
            return new ArrayList<>(new TreeSet<>(
                    paths.filter(Files::isRegularFile).map(Path::toString).toList()));
        }
    }

    // PUT /<serial>

    @Test
    void aSwitchThatIsKnownByItsMacGetsAllSevenKeysAndItsConfigurationIsRendered() throws IOException {
        HttpResponse<String> response = put("9KY5Y4WBGTL", "AAAA.BBBB.0001");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(json(response))
                .isEqualTo(Map.of(
                        "config_file", "9KY5Y4WBGTL.cfg",
                        "config_protocol", "http",
                        "http_server", server.url().toString().replace("http://", ""),
                        "tftp_server", "10.10.20.20",
                        "system_image", "nxos.7.0.3.I6.1.bin",
                        "kickstart_image", "",
                        "hostname", "nxos-spine1"));
        assertThat(Files.readString(root.resolve("poap/templates/9KY5Y4WBGTL.cfg")))
                .startsWith("hostname nxos-spine1\n")
                .isEqualTo(get("/conf/9KY5Y4WBGTL").body());
    }

    @Test
    void aSwitchMayHaveItsOwnTemplateProtocolAndImages() {
        assertThat(json(put("SERIAL2", "1111.2222.3333")))
                .containsEntry("config_protocol", "tftp")
                .containsEntry("system_image", "")
                .containsEntry("hostname", "nxos-leaf1");
        assertThat(get("/conf/SERIAL2").body()).contains("ip address 172.16.30.102/24");
    }

    @Test
    void theRequestAndAnswerOfTheLabsOwnScript() throws IOException {
        String serial = "9GA7T4WBRXZ";
        URI base = server.url();
        String answer = raw("PUT " + base.getPath() + "/" + serial + " HTTP/1.1\r\n"
                + "Accept-Encoding: identity\r\nContent-Length: 19\r\nHost: " + base.getAuthority() + "\r\n"
                + "Content-Type: application/x-www-form-urlencoded\r\nConnection: close\r\n"
                + "User-Agent: Python-urllib/2.7\r\n\r\ndata=aaaa.bbbb.0001");

        assertThat(answer).startsWith("HTTP/1.1 200 ").containsIgnoringCase("Content-Type: application/json");
        Map<?, ?> info = JsonText.object(answer.substring(answer.indexOf("\r\n\r\n") + 4));
        for (String key : List.of(
                "config_file",
                "config_protocol",
                "http_server",
                "tftp_server",
                "system_image",
                "kickstart_image",
                "hostname")) {
            assertThat(info.get(key)).as(key).isInstanceOf(String.class);
        }
        URI conf = URI.create("http://" + info.get("http_server") + "/conf/" + serial);
        String config = raw("GET " + conf.getPath() + " HTTP/1.1\r\nAccept-Encoding: identity\r\nHost: "
                + conf.getAuthority() + "\r\nConnection: close\r\nUser-Agent: Python-urllib/2.7\r\n\r\n");
        assertThat(config)
                .startsWith("HTTP/1.1 200 ")
                .contains("text/plain")
                .contains("\r\n\r\nhostname nxos-spine1\n");
    }

    private static String raw(String request) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.url().getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void theBodyDecidesWhateverItsTypeIs() {
        for (String type : List.of("text/html", "application/json", "multipart/form-data; boundary=x")) {
            assertThat(send("PUT", "/S1", "data=aa%3Aaa%3Abb%3Abb%3A00%3A01", "Content-Type", type)
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void aFormWithoutAMacAddressIsRefused() {
        for (String body : List.of("", "data=", "mac=aaaa.bbbb.0001", "data=%20")) {
            assertThat(message(send("PUT", "/S1", body), 400)).startsWith("the form has no field 'data'");
        }
        assertThat(message(send("PUT", "/S1", "data=not-a-mac"), 400)).startsWith("a MAC address has twelve");
        assertThat(message(send("PUT", "/S1", "data=" + "a".repeat(70_000)), 413))
                .contains("larger than the 65536 bytes");
    }

    @Test
    void anUnknownSwitchIsToldSoAndLeavesNothingBehind() throws IOException {
        List<String> before = files();

        assertThat(message(put("STRANGER", "9999.9999.9999"), 404))
                .isEqualTo("no entry of poap/podvars.yml is for the switch with serial number STRANGER and MAC address"
                        + " 999999999999");
        assertThat(message(get("/conf/STRANGER"), 404)).contains("STRANGER");
        assertThat(get("/STRANGER").statusCode()).isEqualTo(404);
        assertThat(get("/STRANGER").body()).isEqualTo("switch STRANGER has not registered yet\n");
        assertThat(files()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bootstrap",
                "nodes",
                "files",
                "actions",
                "meta",
                "conf",
                "progress",
                "poap_script.py",
                "error",
                "api",
                "metrics",
                "index.html",
            })
    void aPathOfTheServerIsNoSerialNumber(String name) throws IOException {
        podVars("switches: [{id: {regex: '.*'}, hostname: any, mgmt0_ip: a, lo0_ip: b}]");
        List<String> before = files();

        assertThat(put(name, "aaaa.bbbb.0001").statusCode()).isBetween(400, 405);
        assertThat(get("/conf/" + name).statusCode()).isBetween(400, 405);
        assertThat(files()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../x",
                "/a/b",
                "/%2e%2e",
                "/..%2fx",
                "/%2e%2e%2fx",
                "/..",
                "/.",
                "/a%00b",
                "/a%0d%0ab",
                "/a%20b",
                "/%c3%a9",
                "/~a",
                "/a%5cb",
                "/",
            })
    void aPathThatIsNoSerialNumberIsRefusedAndLeavesNothingBehind(String path) throws IOException {
        podVars("switches: [{id: {regex: '.*'}, hostname: any, mgmt0_ip: a, lo0_ip: b}]");
        List<String> before = files();
        URI base = server.url();
        for (String prefix : List.of("", "/conf", "/progress")) {
            String answer = raw("PUT " + base.getPath() + prefix + path + " HTTP/1.1\r\nHost: " + base.getAuthority()
                    + "\r\nContent-Length: 19\r\nConnection: close\r\n\r\ndata=aaaa.bbbb.0001");
            assertThat(answer).as(prefix + path).startsWith("HTTP/1.1 4");
        }
        assertThat(files()).isEqualTo(before);
    }

    @Test
    void aSerialNumberHasALongestLength() {
        assertThat(message(put("a".repeat(300), "aaaa.bbbb.0001"), 400)).contains("1 to 128 characters");
        assertThat(put("a".repeat(128), "aaaa.bbbb.0001").statusCode()).isEqualTo(200);
    }

    // GET /<serial>

    @Test
    void theCollectedPairIsThereAfterARestartToo() throws IOException {
        put("COLLECTED1", "aaaa.bbbb.0001");

        assertThat(json(get("/COLLECTED1"))).isEqualTo(Map.of("COLLECTED1", "aaaa.bbbb.0001"));
        assertThat(Files.readString(root.resolve("poap/collected/COLLECTED1"))).isEqualTo("aaaa.bbbb.0001\n");
        try (ServerProcess other = ServerProcess.start(root)) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(other.url() + "/COLLECTED1"))
                    .build();
            assertThat(HTTP.sendAsync(request, BodyHandlers.ofString())
                            .thenApply(HttpResponse::body)
                            .join())
                    .isEqualTo("{\"COLLECTED1\":\"aaaa.bbbb.0001\"}");
        }
    }

    // GET /conf/<serial>

    @Test
    void theConfigurationIsTheOneOfNow() throws IOException {
        put("S1", "aaaa.bbbb.0001");
        assertThat(get("/conf/S1").body()).startsWith("hostname nxos-spine1\n");

        podVars("switches: [{id: aaaa.bbbb.0001, hostname: renamed, mgmt0_ip: a, lo0_ip: b}]");
        HttpResponse<String> response = get("/conf/S1");

        assertThat(response.body()).startsWith("hostname renamed\n");
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain"));
        assertThat(response.headers().firstValue("Content-Length")).isPresent();
        template("conf_nxv.ftl", "edited ${hostname}\n");
        assertThat(get("/conf/S1").body()).isEqualTo("edited renamed\n");
    }

    @Test
    void aSwitchThatIsKnownBySerialNumberNeedsNotRegisterFirst() {
        assertThat(get("/conf/serial2").body()).startsWith("hostname nxos-leaf1\n");
        assertThat(get("/serial2").statusCode()).isEqualTo(404);
    }

    @Test
    void whatAVariableHoldsIsNeverATemplate() throws IOException {
        podVars("switches:", "  - {id: S1, hostname: '${lo0_ip} {{ lo0_ip }} <#if x>', mgmt0_ip: a, lo0_ip: b}");
        String literal = "hostname ${lo0_ip} {{ lo0_ip }} <#if x>\n";

        assertThat(get("/conf/S1").body()).startsWith(literal);
        Files.delete(root.resolve("poap/templates/conf_nxv.ftl"));
        assertThat(get("/conf/S1").body()).startsWith(literal); // conf_nxv.j2 now
    }

    @Test
    void valuesComeFromAPoolAndStayTheSame() throws IOException {
        Files.writeString(root.resolve("resources/loopbacks"), "192.168.0.1/32: null\n192.168.0.2/32: null\n");
        podVars(
                "switches:",
                "  - {id: {regex: '9.*'}, hostname: nine, mgmt0_ip: a, lo0_ip: allocate('loopbacks')}",
                "  - {id: aaaa.bbbb.0003, hostname: x, mgmt0_ip: a, lo0_ip: allocate('nothing')}");

        assertThat(put("9A", "1.1.1").statusCode()).isEqualTo(400);
        assertThat(put("9A", "aaaa.bbbb.0001").statusCode()).isEqualTo(200);
        assertThat(put("9B", "aaaa.bbbb.0002").statusCode()).isEqualTo(200);
        assertThat(get("/conf/9A").body()).contains("  ip address 192.168.0.1/32\n");
        assertThat(get("/conf/9B").body()).contains("  ip address 192.168.0.2/32\n");
        assertThat(put("9A", "aaaa.bbbb.0001").statusCode()).isEqualTo(200);
        assertThat(Files.readString(root.resolve("resources/loopbacks")))
                .isEqualTo("192.168.0.1/32: '9A'\n192.168.0.2/32: '9B'\n");
        assertThat(message(put("9C", "aaaa.bbbb.0009"), 400)).contains("loopbacks");
        assertThat(message(put("X", "aaaa.bbbb.0003"), 400)).contains("nothing");
    }

    // What is broken

    static Stream<Arguments> brokenTemplates() {
        return Stream.of(
                Arguments.of("undefined.ftl", "a\n${missing}\n", ":2: switch S1: the variable 'missing' is undefined"),
                Arguments.of(
                        "undefined.j2", "a\n{{ missing }}\n", ":2: switch S1: the variable 'missing' is undefined"),
                Arguments.of("syntax.ftl", "a\n<#if hostname>\n", ":2: switch S1: "),
                Arguments.of("syntax.j2", "a\n{% if hostname %}\n", ":2: switch S1: "),
                Arguments.of("outside.ftl", "a\n<#include \"../podvars.yml\">", ":2: switch S1: "),
                Arguments.of("outside.j2", "a\n{% include '../podvars.yml' %}", ":2: switch S1: "),
                Arguments.of("new.ftl", "${'freemarker.template.utility.Execute'?new()('id')}", ":1: switch S1: "),
                Arguments.of("api.ftl", "${hostname?api.class}", ":1: switch S1: "),
                Arguments.of("class.j2", "{{ hostname.getClass() }}", ":1: switch S1: "),
                Arguments.of("endless.ftl", "<#list 1.. as x></#list>", ": switch S1: takes more than 5000 ms"),
                Arguments.of(
                        "endless.j2",
                        "{% for a in range(999999) %}{% for b in range(999999) %}{% endfor %}{% endfor %}",
                        ": switch S1: takes more than 5000 ms"),
                Arguments.of("large.ftl", "<#list 1.. as x>0123456789</#list>", ": switch S1: "));
    }

    @ParameterizedTest
    @MethodSource("brokenTemplates")
    void aBrokenTemplateIsAnErrorOfItsSwitchAndNothingElse(String name, String text, String reason) throws IOException {
        template(name, text);
        podVars(
                "switches:",
                "  - {id: S1, hostname: broken, template: " + name + "}",
                "  - {id: S2, hostname: fine, mgmt0_ip: a, lo0_ip: b}");
        Path config = root.resolve("poap/templates/S1.cfg");
        Files.writeString(config, "the last good one\n");

        assertThat(message(put("S1", "aaaa.bbbb.0001"), 400)).startsWith("poap/templates/" + name + reason);
        assertThat(config).hasContent("the last good one\n");
        assertThat(put("S2", "aaaa.bbbb.0002").statusCode()).isEqualTo(200);
        assertThat(files()).noneMatch(file -> file.contains("/poap/") && file.contains("/~"));
    }

    @Test
    void aBrokenTemplateIsTheAnswerToWhoeverAsksForItsConfiguration() throws IOException {
        template("broken.ftl", "${missing}");
        podVars("switches: [{id: S1, hostname: broken, template: broken.ftl}]");

        assertThat(message(get("/conf/S1"), 400)).contains("broken.ftl:1: switch S1: the variable 'missing'");
    }

    @Test
    void whatIsWrongInPodVarsIsToldToTheSwitchThatHitsItAndFoundByTheCheck() throws Exception {
        podVars(
                "pod: {protocol: http}",
                "swiches: []",
                "switches:",
                "  - {id: S1, hostname: a}",
                "  - {id: S1, hostname: b}",
                "  - {id: S3, hostname: c, template: none.ftl}",
                "  - {id: S4, hostname: d, protocol: tftp}",
                "  - {id: S5, hostname: e, mgmt0_ip: a, lo0_ip: allocate('nothing')}",
                "  - {id: S6, hostname: fine, mgmt0_ip: a, lo0_ip: b}");

        assertThat(message(put("S1", "aaaa.bbbb.0001"), 400)).contains("lines 4 and 5");
        assertThat(message(put("S3", "aaaa.bbbb.0003"), 400))
                .isEqualTo("poap/podvars.yml:6: switch S3 needs template none.ftl, which is not in poap/templates/: add"
                        + " it, or name another one");
        assertThat(message(put("S4", "aaaa.bbbb.0004"), 400)).contains("tftp_server");
        assertThat(message(put("S5", "aaaa.bbbb.0005"), 400)).contains("nothing");
        assertThat(message(put("S9", "aaaa.bbbb.0009"), 404)).contains("unknown key 'swiches'");
        assertThat(put("S6", "aaaa.bbbb.0006").statusCode()).isEqualTo(200);

        Program.Result check = Cli.run(Map.of("ZTPS_DEFAULT_DATAROOT", root.toString()), "--validate-config");
        assertThat(check.status()).isEqualTo(1);
        assertThat(check.out())
                .contains("poap/podvars.yml:2: unknown key 'swiches'")
                .contains("poap/podvars.yml:5: id 'S1' stands here again, first in line 4")
                .contains("poap/podvars.yml:6: template none.ftl is not in poap/templates/")
                .contains("poap/podvars.yml:7: a switch has protocol tftp, but 'pod' names no tftp_server")
                .contains("poap/podvars.yml:8: allocate('nothing')");

        podVars("switches: [{id: S6");
        assertThat(message(put("S6", "aaaa.bbbb.0006"), 400)).startsWith("poap/podvars.yml:");
    }

    @Test
    void aConfigurationIsNeverSeenHalf() throws IOException {
        template("half.ftl", "<#list 1..3000 as x>line ${x} of ${hostname}\n</#list>end\n");
        podVars("switches: [{id: S1, hostname: h, template: half.ftl}]");
        put("S1", "aaaa.bbbb.0001");
        Path config = root.resolve("poap/templates/S1.cfg");
        List<CompletableFuture<HttpResponse<String>>> puts = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            podVars("switches: [{id: S1, hostname: h" + i + ", template: half.ftl}]");
            puts.add(CompletableFuture.supplyAsync(() -> put("S1", "aaaa.bbbb.0001")));
            List<String> lines = Files.readAllLines(config);
            assertThat(lines).hasSize(3001).endsWith("end");
            assertThat(lines.stream()
                            .map(line -> line.replaceFirst("line [0-9]+", ""))
                            .distinct())
                    .hasSize(2);
        }
        assertThat(puts).allSatisfy(put -> assertThat(put.join().statusCode()).isEqualTo(200));
    }

    // GET /poap_script.py

    @Test
    void theScriptIsFilledInForWhoeverAsksAndStamped() throws Exception {
        HttpResponse<String> response = get("/poap_script.py");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body())
                .contains("    \"poap_server\": \"127.0.0.1\",\n", "    \"prefix\": \"ztpserver\",\n")
                .contains("    \"port\": \"" + server.url().getPort() + "\",\n");
        assertThat(stampedByPython(response.body())).isEqualTo(response.body());

        HttpResponse<String> proxied =
                send("GET", "/poap_script.py", "", "X-Forwarded-Host", "ztp.example.net", "X-Forwarded-Proto", "https");
        assertThat(proxied.body()).contains("\"poap_server\": \"ztp.example.net\"", "\"port\": \"443\"", "\"https\"");
        // No request decides where the switches that ask TFTP turn to.
        assertThat(Files.readString(root.resolve("poap/templates/poap_script.py")))
                .contains("\"poap_server\": \"ztpserver\"");
    }

    @Test
    void theCopyForTftpFollowsItsSource() throws Exception {
        Path source = root.resolve("poap/poap_script.py");
        Files.writeString(source, Files.readString(source).replace("TRIES = 6", "TRIES = 7"));
        put("SERIAL2", "1111.2222.3333");

        String copy = Files.readString(root.resolve("poap/templates/poap_script.py"));
        assertThat(copy).contains("TRIES = 7");
        assertThat(stampedByPython(copy)).isEqualTo(copy);
    }

    @Test
    void theCommandStampsACopyAnywhere(@TempDir Path folder) throws Exception {
        Path copy = folder.resolve("poap_script.py");
        Files.writeString(
                copy, Files.readString(SAMPLES.resolve("poap_script.py")).replace("TRIES = 6", "TRIES = 8"));
        assertThat(copy.toFile().setExecutable(true)).isTrue();

        Program.Result stamped = Cli.run(Map.of(), "poap-stamp", copy.toString());
        assertThat(stamped.out()).isEqualTo(copy + ": stamped\n");
        assertThat(stamped.status()).isZero();
        assertThat(stampedByPython(Files.readString(copy)))
                .isEqualTo(Files.readString(copy))
                .contains("TRIES = 8");
        assertThat(copy).isExecutable();
        assertThat(Cli.run(Map.of(), "poap-stamp", copy.toString()).out())
                .isEqualTo(copy + ": its stamp is right already\n");

        Files.writeString(copy, "no script\n");
        Program.Result refused = Cli.run(Map.of(), "poap-stamp", copy.toString());
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.err()).contains(copy + ":1: is no script");
        assertThat(Cli.run(Map.of(), "poap-stamp", folder.resolve("none").toString())
                        .status())
                .isEqualTo(1);
    }

    /** What the tests of the script itself take for a right stamp. */
    private static String stampedByPython(String script) throws Exception {
        Path file = Files.createTempFile("poap_script", ".py");
        try {
            Files.writeString(file, script);
            Process process = new ProcessBuilder(
                            "python3",
                            "-c",
                            "import sys; sys.dont_write_bytecode = True; sys.path.insert(0, 'src/test/python/nxos');"
                                    + " from test_poap_script import stamped;"
                                    + " sys.stdout.buffer.write(stamped(open(sys.argv[1], 'rb').read()))",
                            file.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String stamped = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).isZero();
            return stamped;
        } finally {
            Files.delete(file);
        }
    }

    // POST /progress/<serial>

    @Test
    void theLastReportOfAKnownSwitchIsKept() throws IOException {
        put("REPORTS", "aaaa.bbbb.0001");
        assertThat(report("REPORTS", "{\"step\": \"collect\", \"status\": \"ok\", \"message\": \"Known\"}"))
                .isEqualTo(204);
        assertThat(report("REPORTS", "{\"step\": \"image\", \"status\": \"failed\", \"message\": \"No\\nroom\"}"))
                .isEqualTo(204);

        Map<?, ?> kept = JsonText.object(Files.readString(root.resolve("poap/progress/REPORTS")));
        assertThat(kept.keySet()).hasToString("[step, status, message, time]");
        assertThat(kept.get("step")).isEqualTo("image");
        assertThat(kept.get("message")).isEqualTo("No room");
        assertThat(server.awaitLog("REPORTS: image failed")).endsWith("WARN  REPORTS: image failed: No room");
    }

    @Test
    void aReportOfAStrangerIsLoggedAndNotKept() {
        assertThat(report("NOBODY", "{\"step\": \"collect\", \"status\": \"failed\", \"message\": \"404\"}"))
                .isEqualTo(204);
        assertThat(root.resolve("poap/progress/NOBODY")).doesNotExist();
        assertThat(server.awaitLog("NOBODY"))
                .endsWith("NOBODY (a switch that the server does not know): collect failed: 404");
    }

    @Test
    void whatIsNoReportIsRefused() {
        for (String body : Arrays.asList("", "{", "[]", "{}", "{\"step\": 1, \"status\": \"ok\"}")) {
            assertThat(report("S1", body)).isEqualTo(400);
        }
        assertThat(report("S1", "{\"step\": \"" + "x".repeat(17_000) + "\"}")).isEqualTo(413);
    }

    private static int report(String serial, String json) {
        return send("POST", "/progress/" + serial, json, "Content-Type", "application/json")
                .statusCode();
    }
}
