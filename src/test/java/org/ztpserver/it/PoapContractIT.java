package org.ztpserver.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ztpserver.it.PoapSite.json;
import static org.ztpserver.it.PoapSite.message;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ztpserver.it.contract.RawRequest;

/** Part B of the contract, row by row, against the server as a process. */
class PoapContractIT {

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private static Path root;

    @SuppressWarnings("NullAway.Init") // set before all
    private static PoapSite site;

    @BeforeAll
    static void start() throws IOException {
        site = new PoapSite(root);
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    @BeforeEach
    void writeFiles() throws IOException {
        site.writeFiles();
    }

    // PUT /<serial>

    @Test
    void aSwitchThatIsKnownByItsMacGetsAllSevenKeysAndItsConfigurationIsRendered() throws IOException {
        HttpResponse<String> response = site.put("9KY5Y4WBGTL", "AAAA.BBBB.0001");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(json(response))
                .isEqualTo(Map.of(
                        "config_file", "9KY5Y4WBGTL.cfg",
                        "config_protocol", "http",
                        "http_server", site.server().url().toString().replace("http://", ""),
                        "tftp_server", "10.10.20.20",
                        "system_image", "nxos.7.0.3.I6.1.bin",
                        "kickstart_image", "",
                        "hostname", "nxos-spine1"));
        assertThat(Files.readString(site.root().resolve("poap/templates/9KY5Y4WBGTL.cfg")))
                .startsWith("hostname nxos-spine1\n")
                .isEqualTo(site.get("/conf/9KY5Y4WBGTL").body());
    }

    @Test
    void aSwitchMayHaveItsOwnTemplateProtocolAndImages() {
        assertThat(json(site.put("SERIAL2", "1111.2222.3333")))
                .containsEntry("config_protocol", "tftp")
                .containsEntry("system_image", "")
                .containsEntry("hostname", "nxos-leaf1");
        assertThat(site.get("/conf/SERIAL2").body()).contains("ip address 172.16.30.102/24");
    }

    @Test
    void theRequestAndAnswerOfTheLabsOwnScript() throws IOException {
        String serial = "9GA7T4WBRXZ";
        URI base = site.server().url();
        String answer = site.raw("PUT " + base.getPath() + "/" + serial + " HTTP/1.1\r\n"
                + "Accept-Encoding: identity\r\nContent-Length: 19\r\nHost: " + base.getAuthority() + "\r\n"
                + "Content-Type: application/x-www-form-urlencoded\r\nConnection: close\r\n"
                + "User-Agent: Python-urllib/2.7\r\n\r\ndata=aaaa.bbbb.0001");

        assertThat(answer).startsWith("HTTP/1.1 200 ").containsIgnoringCase("Content-Type: application/json");
        Map<?, ?> info = StrictJson.object(answer.substring(answer.indexOf("\r\n\r\n") + 4));
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
        String config = site.raw("GET " + conf.getPath() + " HTTP/1.1\r\nAccept-Encoding: identity\r\nHost: "
                + conf.getAuthority() + "\r\nConnection: close\r\nUser-Agent: Python-urllib/2.7\r\n\r\n");
        assertThat(config)
                .startsWith("HTTP/1.1 200 ")
                .contains("text/plain")
                .contains("\r\n\r\nhostname nxos-spine1\n");
    }

    @Test
    void theBodyDecidesWhateverItsTypeIs() {
        for (String type : List.of("text/html", "application/json", "multipart/form-data; boundary=x")) {
            assertThat(site.send("PUT", "/S1", "data=aa%3Aaa%3Abb%3Abb%3A00%3A01", "Content-Type", type)
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void aFormWithoutAMacAddressIsRefused() {
        for (String body : List.of("", "data=", "mac=aaaa.bbbb.0001", "data=%20")) {
            assertThat(message(site.send("PUT", "/S1", body), 400)).startsWith("the form has no field 'data'");
        }
        assertThat(message(site.send("PUT", "/S1", "data=not-a-mac"), 400))
                .startsWith("'not-a-mac' is not a MAC address");
        assertThat(message(site.send("PUT", "/S1", "data=" + "a".repeat(70_000)), 413))
                .contains("larger than 65536 bytes");
    }

    @Test
    void anUnknownSwitchIsToldSoAndLeavesNothingBehind() throws IOException {
        List<String> before = site.files();

        assertThat(message(site.put("STRANGER", "9999.9999.9999"), 404))
                .isEqualTo("no entry of poap/podvars.yml is for the switch with serial number STRANGER and MAC address"
                        + " 999999999999");
        assertThat(message(site.get("/conf/STRANGER"), 404)).contains("STRANGER");
        assertThat(message(site.get("/STRANGER"), 404)).isEqualTo("switch STRANGER has not registered yet");
        assertThat(site.files()).isEqualTo(before);
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
        site.podVars("switches: [{id: {regex: '.*'}, hostname: any, mgmt0_ip: a, lo0_ip: b}]");
        List<String> before = site.files();

        assertThat(site.put(name, "aaaa.bbbb.0001").statusCode()).isBetween(400, 405);
        assertThat(site.get("/conf/" + name).statusCode()).isBetween(400, 405);
        assertThat(site.files()).isEqualTo(before);
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
        site.podVars("switches: [{id: {regex: '.*'}, hostname: any, mgmt0_ip: a, lo0_ip: b}]");
        List<String> before = site.files();
        URI base = site.server().url();
        for (String prefix : List.of("", "/conf", "/progress")) {
            String answer = site.raw("PUT " + base.getPath() + prefix + path + " HTTP/1.1\r\nHost: "
                    + base.getAuthority() + "\r\nContent-Length: 19\r\nConnection: close\r\n\r\ndata=aaaa.bbbb.0001");
            assertThat(answer).as(prefix + path).startsWith("HTTP/1.1 4");
        }
        assertThat(site.files()).isEqualTo(before);
    }

    @Test
    void aSerialNumberHasALongestLength() {
        assertThat(message(site.put("a".repeat(300), "aaaa.bbbb.0001"), 400)).contains("1 to 128 characters");
        assertThat(site.put("a".repeat(128), "aaaa.bbbb.0001").statusCode()).isEqualTo(200);
    }

    // GET /<serial>

    @Test
    void theCollectedPairIsThereAfterARestartToo() throws IOException {
        site.put("COLLECTED1", "aaaa.bbbb.0001");

        assertThat(json(site.get("/COLLECTED1"))).isEqualTo(Map.of("COLLECTED1", "aaaa.bbbb.0001"));
        assertThat(Files.readString(site.root().resolve("poap/collected/COLLECTED1")))
                .isEqualTo("aaaa.bbbb.0001\n");
        try (ServerProcess other = ServerProcess.start(site.root())) {
            assertThat(RawRequest.of("GET", other.url(), "/COLLECTED1")
                            .send()
                            .is(200, "application/json")
                            .text())
                    .isEqualTo("{\"COLLECTED1\":\"aaaa.bbbb.0001\"}");
        }
    }

    // GET /conf/<serial>

    @Test
    void theConfigurationIsTheOneOfNow() throws IOException {
        site.put("S1", "aaaa.bbbb.0001");
        assertThat(site.get("/conf/S1").body()).startsWith("hostname nxos-spine1\n");

        site.podVars("switches: [{id: aaaa.bbbb.0001, hostname: renamed, mgmt0_ip: a, lo0_ip: b}]");
        HttpResponse<String> response = site.get("/conf/S1");

        assertThat(response.body()).startsWith("hostname renamed\n");
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain"));
        assertThat(response.headers().firstValue("Content-Length")).isPresent();
        site.template("conf_nxv.ftl", "edited ${hostname}\n");
        assertThat(site.get("/conf/S1").body()).isEqualTo("edited renamed\n");
    }

    @Test
    void aSwitchThatIsKnownBySerialNumberNeedsNotRegisterFirst() {
        assertThat(site.get("/conf/serial2").body()).startsWith("hostname nxos-leaf1\n");
        assertThat(site.get("/serial2").statusCode()).isEqualTo(404);
    }

    @Test
    void whatAVariableHoldsIsNeverATemplate() throws IOException {
        site.podVars("switches:", "  - {id: S1, hostname: '${lo0_ip} {{ lo0_ip }} <#if x>', mgmt0_ip: a, lo0_ip: b}");
        String literal = "hostname ${lo0_ip} {{ lo0_ip }} <#if x>\n";

        assertThat(site.get("/conf/S1").body()).startsWith(literal);
        Files.delete(site.root().resolve("poap/templates/conf_nxv.ftl"));
        assertThat(site.get("/conf/S1").body()).startsWith(literal); // conf_nxv.j2 now
    }

    @Test
    void valuesComeFromAPoolAndStayTheSame() throws IOException {
        Files.writeString(site.root().resolve("resources/loopbacks"), "192.168.0.1/32: null\n192.168.0.2/32: null\n");
        site.podVars(
                "switches:",
                "  - {id: {regex: '9.*'}, hostname: nine, mgmt0_ip: a, lo0_ip: allocate('loopbacks')}",
                "  - {id: aaaa.bbbb.0003, hostname: x, mgmt0_ip: a, lo0_ip: allocate('nothing')}");

        assertThat(site.put("9A", "1.1.1").statusCode()).isEqualTo(400);
        assertThat(site.put("9A", "aaaa.bbbb.0001").statusCode()).isEqualTo(200);
        assertThat(site.put("9B", "aaaa.bbbb.0002").statusCode()).isEqualTo(200);
        assertThat(site.get("/conf/9A").body()).contains("  ip address 192.168.0.1/32\n");
        assertThat(site.get("/conf/9B").body()).contains("  ip address 192.168.0.2/32\n");
        assertThat(site.put("9A", "aaaa.bbbb.0001").statusCode()).isEqualTo(200);
        assertThat(Files.readString(site.root().resolve("resources/loopbacks")))
                .isEqualTo("192.168.0.1/32: '9A'\n192.168.0.2/32: '9B'\n");
        assertThat(message(site.put("9C", "aaaa.bbbb.0009"), 400)).contains("loopbacks");
        assertThat(message(site.put("X", "aaaa.bbbb.0003"), 400)).contains("nothing");
    }
}
