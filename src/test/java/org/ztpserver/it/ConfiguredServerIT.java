package org.ztpserver.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ztpserver.http.Json;
import org.ztpserver.it.contract.HttpAnswer;
import org.ztpserver.it.contract.RawRequest;
import org.ztpserver.it.contract.SiteFiles;

/** What the settings do (contract A3), and what the log says. */
class ConfiguredServerIT {

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path temporary;

    @SuppressWarnings("NullAway.Init") // set before each
    private SiteFiles site;

    @BeforeEach
    void makeASite() {
        site = new SiteFiles(temporary.resolve("dataroot"));
        site.write("bootstrap/bootstrap", "$SERVER\n");
        site.write("definitions/d", "name: d\nactions: []\n");
    }

    private ServerProcess.Launch server() {
        return ServerProcess.on(site.path(""));
    }

    private static HttpAnswer get(ServerProcess server, String path) {
        return RawRequest.of("GET", server.url(), path).send();
    }

    private static HttpAnswer post(ServerProcess server, String json) {
        return RawRequest.of("POST", server.url(), "/nodes").body(json).send();
    }

    @Test
    void theStartSaysVersionRepositoryValidationAndUrls() throws Exception {
        try (ServerProcess server = server().start()) {
            String log = String.join("\n", server.log());
            assertThat(log)
                    .containsPattern("ztpserver [0-9]+\\.[0-9]+\\.[0-9]+\\S* starts")
                    .contains("Using repository " + site.path("").toRealPath())
                    .contains("Topology validation is ON")
                    .containsPattern("Listening on http://127\\.0\\.0\\.1:[0-9]+/ztpserver");
        }
    }

    @ParameterizedTest
    @CsvSource({"/,''", "/ztpserver,/ztpserver", "/lab/ztp/,/lab/ztp"})
    void theContextPathIsThatOfTheOption(String option, String path) {
        try (ServerProcess server = server().conf("context_path = /other")
                .options("--context-path", option)
                .start()) {
            assertThat(server.url().getPath()).isEqualTo(path);
            assertThat(get(server, "/bootstrap").text())
                    .isEqualTo("http://127.0.0.1:" + server.url().getPort() + path + "\n");
            site.write("nodes/n/definition", "actions: []\n");
            assertThat(post(server, "{\"serialnumber\": \"n\"}").need("Location"))
                    .isEqualTo("http://127.0.0.1:" + server.url().getPort() + path + "/nodes/n");
            site.write("files/f", "x");
            get(server, "/files/f").is(200, "text/plain");
            get(server, "/no/such").sentence(404);
        }
    }

    @Test
    void theContextPathIsThatOfTheFileWithoutTheOption() {
        try (ServerProcess server = server().conf("context_path = /").start()) {
            assertThat(server.url().getPath()).isEmpty();
            get(server, "/bootstrap").is(200, "text/x-python");
            get(server, "/").sentence(404);
        }
    }

    @Test
    void theServerUrlIsThatOfTheSettingButForTheLocation() {
        site.write("nodes/n/startup-config", "x");
        try (ServerProcess server = server().conf(
                        "[default]", "server_url = https://ztp.example.com/lab/", "disable_topology_validation = Yes")
                .start()) {
            assertThat(get(server, "/bootstrap").text()).isEqualTo("https://ztp.example.com/lab\n");
            assertThat(post(server, "{\"serialnumber\": \"n\"}").need("Location"))
                    .isEqualTo(server.url() + "/nodes/n");
            assertThat(get(server, "/nodes/n").text())
                    .contains("\"url\":\"https://ztp.example.com/lab/nodes/n/startup-config\"");
        }
    }

    @Test
    void withoutTopologyValidationAPatternDoesNotMatter() {
        site.write("nodes/n/definition", "name: d\nactions: []\n");
        site.write("nodes/n/pattern", "interfaces: [{Ethernet1: spine1:any}]\n");
        try (ServerProcess server =
                server().conf("[default]", "disable_topology_validation = on").start()) {
            server.awaitLog("Topology validation is OFF");
            post(server, "{\"serialnumber\": \"n\"}").is(409, "text/html");
            get(server, "/nodes/n").is(200, "application/json");
            site.remove("nodes/n/pattern");
            get(server, "/nodes/n").is(200, "application/json");
        }
    }

    @Test
    void underSystemmacAnAddressIsOneInEveryNotation() {
        site.write("neighbordb", "patterns: [{name: x, definition: d, node: 00-1C-73-AA-BB-01}]\n");
        site.write("nodes/001C73AABB02/definition", "actions: []\n");
        try (ServerProcess server =
                server().conf("[default]", "identifier = systemmac").start()) {
            assertThat(post(server, "{\"systemmac\": \"00:1c:73:aa:bb:01\"}")
                            .is(201, "text/html")
                            .need("Location"))
                    .endsWith("/nodes/001c73aabb01");
            for (String mac : List.of("001c.73aa.bb01", "00-1C-73-AA-BB-01", "001C73AABB01")) {
                post(server, "{\"systemmac\": \"" + mac + "\"}").is(409, "text/html");
            }
            get(server, "/nodes/001C73AABB01").is(200, "application/json");
            post(server, "{\"systemmac\": \"00:1c:73:aa:bb:02\"}").is(409, "text/html");
            assertThat(site.list("nodes")).containsExactly("001C73AABB02", "001c73aabb01");
            post(server, "{\"serialnumber\": \"x\"}").sentence(400);
        }
    }

    @Test
    void theEnvironmentCountsMoreThanTheFile() {
        site.write("bootstrap/other", "other $SERVER\n");
        site.write("otherdb", "patterns: [{name: x, definition: d, node: n}]\n");
        try (ServerProcess server = server().conf(
                        "[default]",
                        "data_root = /nosuch",
                        "server_url = http://file",
                        "[bootstrap]",
                        "filename = file",
                        "[neighbordb]",
                        "filename = file")
                .environment("ZTPS_DEFAULT_SERVER", "http://environment:1/x")
                .environment("ZTPS_BOOTSTRAP_FILENAME", "other")
                .environment("ZTPS_NEIGHBORDB_FILENAME", "otherdb")
                .start()) {
            assertThat(get(server, "/bootstrap").text()).isEqualTo("other http://environment:1/x\n");
            post(server, "{\"serialnumber\": \"n\"}").is(201, "text/html");
        }
    }

    @Test
    void theConfigurationIsThatOfTheOptionElseThatOfTheEnvironment() throws Exception {
        Path file = Files.writeString(temporary.resolve("environment.conf"), "[default]\nserver_url = nonsense\n");
        try (ServerProcess server =
                server().environment("ZTPS_CONFIG", file.toString()).start()) {
            get(server, "/bootstrap").is(200, "text/x-python");
        }
        Subprocess.Result result =
                Cli.run(Map.of("ZTPS_DEFAULT_DATAROOT", site.path("").toString(), "ZTPS_CONFIG", file.toString()));
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).contains(file + ":2: [default] server_url = 'nonsense'");
    }

    @Test
    void theLimitsOfBodiesAreSettings() {
        site.write("nodes/n/definition", "actions: []\n");
        try (ServerProcess server = server().conf("node_body_limit = 30", "startup_config_limit = 5")
                .start()) {
            post(server, "{\"serialnumber\": \"n\"}").is(409, "text/html");
            post(server, "{\"serialnumber\": \"n\",     \"model\": \"x\"}").sentence(413);
            RawRequest put = RawRequest.of("PUT", server.url(), "/nodes/n/startup-config");
            put.body("12345").send().is(201, "text/html");
            put.body("123456").send().sentence(413);
        }
    }

    @Test
    void onlyATrustedProxySaysHowTheClientSentTheRequest() {
        try (ServerProcess server =
                server().conf("trusted_proxies = 192.0.2.0/24").start()) {
            HttpAnswer answer = RawRequest.of("GET", server.url(), "/bootstrap")
                    .header("X-Forwarded-Proto", "https")
                    .header("X-Forwarded-Host", "evil")
                    .header("X-Forwarded-Prefix", "/evil")
                    .header("Forwarded", "host=evil;proto=https")
                    .send();
            assertThat(answer.text()).isEqualTo(server.url() + "\n");
        }
    }

    @Test
    void anUnknownSettingIsAWarningThatNamesIt() {
        try (ServerProcess server =
                server().conf("workers = 4", "[xmpp]", "nickname = x").start()) {
            assertThat(server.awaitLog("server.workers")).contains("WARN");
            assertThat(server.awaitLog("xmpp.nickname")).contains("WARN");
        }
    }

    @Test
    void aScriptWithoutAPlaceholderIsAWarning() {
        site.write("bootstrap/bootstrap", "print('hello')\n");
        try (ServerProcess server = server().start()) {
            get(server, "/bootstrap").is(200, "text/x-python");
            assertThat(server.awaitLog("$SERVER")).contains("WARN", "bootstrap/bootstrap");
        }
    }

    @Test
    void nothingFromTheNetworkEndsALineOfTheLogOrMovesACursor() {
        String evil = "x\\n2026-01-01T00:00:00Z INFO forged\\r\\u001b[2J\\u2028forged\\u0085forged";
        site.write("neighbordb", "patterns: [{name: x, definition: d, model: DCS}]\n");
        try (ServerProcess server = server().options("--debug").start()) {
            post(server, "{\"serialnumber\": \"" + evil + "\"}").sentence(400);
            post(server, "{\"serialnumber\": \"n\", \"model\": \"" + evil + "\"}")
                    .sentence(400);
            post(server, "{\"serialnumber\": \"n\", \"config\": \"" + evil + "\"}")
                    .is(201, "text/html");
            get(server, "/files/a%0aforged%0d%1b%5b2J");
            get(server, "/nodes/a%0aforged");
            get(server, "/meta/files/a%0aforged");
            RawRequest.of("GET", server.url(), "/nosuch%0aforged")
                    .header("X-Forwarded-Host", "forged")
                    .send();
            get(server, "/files/the-last-one");
            server.awaitLog("the-last-one");
            assertThat(server.log())
                    .noneMatch(line -> line.startsWith("forged") || line.startsWith("2026-01-01"))
                    .noneMatch(line -> line.chars().anyMatch(Character::isISOControl) && !line.startsWith("\tat "))
                    .noneMatch(line -> line.contains("\u2028"));
        }
    }

    @Test
    void theFormatOfTheLogIsOneOfPythons() {
        try (ServerProcess server = server().conf(
                        "[default]", "console_logging_format = <%(levelname)s> %(name)s 100%% (x) {y} %(message)s")
                .start()) {
            assertThat(server.log())
                    .anyMatch(line ->
                            line.matches("<INFO> org\\.ztpserver\\.\\S+ 100% \\(x\\) \\{y} ztpserver .* starts"));
        }
    }

    @Test
    void everyLineOfTheLogIsOneJsonObject() throws Exception {
        site.write("neighbordb", "patterns: [{name: x, definition: d, model: DCS}]\n");
        ServerProcess server = server().conf("workers = 4", "[default]", "log_format = json")
                .options("--debug")
                .start();
        try (server) {
            post(server, "{\"serialnumber\": \"n\", \"model\": \"DCS\"}").is(201, "text/html");
            post(server, "{\"serialnumber\": \"k\", \"model\": \"vEOS\"}").sentence(400);
            post(server, "{\"serialnumber\": \"m\\ud800\\n\", \"model\": \"\\u2028\"}")
                    .sentence(400);
            get(server, "/files/a%0aforged%0d%1b%5b2J");
            get(server, "/files/the-last-one");
            server.awaitLog("the-last-one");
        }
        server.awaitLog("Stopped");
        List<Map<String, Object>> lines = server.log().stream()
                .map(line -> Json.readObject(line.getBytes(StandardCharsets.UTF_8)))
                .toList();
        assertThat(lines).allSatisfy(line -> {
            assertThat(line).containsKeys("time", "level", "message");
            assertThat((String) line.get("time"))
                    .matches("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{3}Z");
        });
        assertThat(lines).extracting(line -> line.get("level")).contains("DEBUG", "INFO", "WARN");
        assertThat(lines)
                .extracting(line -> line.get("message"))
                .contains("Listening on " + server.url())
                .anySatisfy(message -> assertThat((String) message).contains("server.workers is unknown"));
    }

    @Test
    void debugTellsWhyAPatternDoesNotMatch() {
        site.write("neighbordb", "patterns: [{name: first, definition: d, model: DCS}]\n");
        try (ServerProcess server = server().options("--debug").start()) {
            post(server, "{\"serialnumber\": \"n\", \"model\": \"vEOS\"}").sentence(400);
            assertThat(server.awaitLog("DEBUG")).isNotEmpty();
            server.awaitLog("first");
        }
    }
}
