package org.ztpserver.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ztpserver.it.EosSwitch.Boot;
import org.ztpserver.it.contract.RawRequest;
import org.ztpserver.it.contract.SiteFiles;

/** The bootstrap script that the server hands out, run as a switch runs it, against that server (contract A9). */
class EosSwitchInABoxIT {

    private static final String IMAGE = "files/images/EOS.swi";
    private static final String SPINES = """
            {"Ethernet49": [{"device": "spine1", "port": "Ethernet1"}],
             "Ethernet50": [{"device": "spine2", "port": "Ethernet1"}]}""";
    private static final String ONE_SPINE = """
            {"Ethernet49": [{"device": "spine1", "port": "Ethernet1"}]}""";
    private static final String INSTALLS_IMAGE = """
            name: image
            actions:
              - {action: add_config, attributes: {url: files/hostname}}
              - {action: install_image, attributes: {url: files/images/EOS.swi, version: 4.30.1M}}
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private static Path temporary;

    @SuppressWarnings("NullAway.Init") // set before all
    private static StarterSite starter;

    @SuppressWarnings("NullAway.Init") // set before all
    private static SiteFiles site;

    @SuppressWarnings("NullAway.Init") // set before all
    private static ServerProcess server;

    @BeforeAll
    static void start() throws IOException {
        starter = new StarterSite(temporary.resolve("dataroot"));
        site = starter.files();
        site.write("files/hostname", "hostname leaf1\n");
        server = ServerProcess.start(starter.root());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static EosSwitch box(String serial) {
        return new EosSwitch(server.url(), serial, temporary);
    }

    private static Boot boot(String serial, String definition) throws Exception {
        starter.define(serial, definition);
        return box(serial).boot();
    }

    private static byte[] writeImage(int size, long seed) {
        byte[] image = new byte[size];
        new Random(seed).nextBytes(image);
        site.write(IMAGE, image);
        return image;
    }

    @Test
    void theStarterSiteProvisionsItsLabSwitch() throws Exception {
        Boot boot = box("JPE00000001").boot().isProvisioned();
        assertThat(boot.startupConfig()).startsWith("ntp server 192.0.2.123\n");
        assertThat(site.text("nodes/JPE00000001/definition")).isEqualTo(site.text("definitions/lab"));
    }

    @Test
    void everyActionDoesItsPartOfOneDefinition() throws Exception {
        site.write("files/all/base", "ntp server $ntp\nip name-server ${dns}\n");
        site.write("files/all/config", "hostname all\n");
        site.write("files/all/motd", "Welcome.\n");
        site.write("files/all/rack.sh", "#!/bin/sh\necho \"rack $rack\"\n");
        site.write("files/all/commands", "configure\nclock timezone $zone\n");
        site.write("files/all/telemetry.rpm", "package");
        site.write("files/all/ShowRack.py", "# plugin\n");
        site.write("files/all/key.pub", "ssh-ed25519 AAAA ansible@example.com\n");
        site.write(IMAGE, "image");
        try (MailStandIn mail = new MailStandIn()) {
            Boot boot = boot("ALL1", """
                    name: everything
                    attributes:
                      ntp: 192.0.2.123
                      operators: [noc@example.com, jane@example.com]
                    actions:
                      - {action: replace_config, attributes: {url: files/all/config}}
                      - action: add_config
                        attributes: {url: files/all/base, variables: {ntp: $ntp, dns: 192.0.2.53}}
                      - {action: copy_file, attributes: {src_url: files/all/motd, dst_url: /mnt/flash/etc, mode: 640}}
                      - {action: copy_file, attributes: {src_url: files/all/motd, dst_url: /etc/motd}}
                      - {action: run_bash_script, attributes: {url: files/all/rack.sh, variables: {rack: A17}}}
                      - {action: run_cli_commands, attributes: {url: files/all/commands, variables: {zone: UTC}}}
                      - {action: install_extension, attributes: {url: files/all/telemetry.rpm, force: true}}
                      - {action: install_cli_plugin, attributes: {url: files/all/ShowRack.py}}
                      - action: configure_ansible_client
                        attributes: {user: robot, passwd: opensesame1, key: files/all/key.pub}
                      - {action: install_image, attributes: {url: files/images/EOS.swi, version: 4.30.1M}}
                      - action: send_email
                        attributes: {smarthost: "MAIL", sender: ztp@example.com, receivers: $operators,
                                     subject: hello, commands: [show version]}
                    """.replace("MAIL", mail.address())).isProvisioned();

            assertThat(boot.startupConfig())
                    .isEqualTo("hostname all\nntp server 192.0.2.123\nip name-server 192.0.2.53\n");
            assertThat(boot.onFlash("etc/motd")).isEqualTo("Welcome.\n");
            assertThat(boot.onFlash("rc.eos"))
                    .startsWith("#!/bin/bash\n")
                    .contains("/etc/motd", "ShowRack.py", "useradd")
                    .doesNotContain("opensesame1");
            assertThat(boot.log()).anyMatch(line -> line.endsWith(" ALL1: rack A17"));
            assertThat(boot.eapi()).contains("clock timezone UTC", "install source flash:EOS-4.30.1M.swi");
            assertThat(boot.onFlash("boot-extensions")).isEqualTo("telemetry.rpm force\n");
            assertThat(boot.onFlash(".extensions/telemetry.rpm")).isEqualTo("package");
            assertThat(boot.onFlash(".ztp-plugins/ShowRack.py")).isEqualTo("# plugin\n");
            assertThat(boot.sudo()).anyMatch(line -> line.startsWith("useradd -p $6$"));
            assertThat(boot.onFlash("EOS-4.30.1M.swi")).isEqualTo("image");
            JsonNode message = mail.finish().get(0);
            assertThat(message.get(1)).hasSize(2);
            assertThat(message.get(2).asText()).contains("Subject:", "show_version.txt");
            assertThat(boot.text()).doesNotContain("opensesame1");
        }
    }

    @Test
    void anOldSwitchWithItsApiOnHttpIsProvisioned() throws Exception {
        starter.define("OLD1", site.text("definitions/lab"));
        assertThat(box("OLD1").version("4.14.5F").boot().isProvisioned().startupConfig())
                .contains("ntp server");
    }

    @Test
    void dynamicNodesGetValuesOfAPoolUntilItIsEmpty() throws Exception {
        site.write("resources/mgmt", "# management addresses\n192.0.2.10/24: null\n192.0.2.11/24: null\n");
        site.write("files/address", "interface Management1\n   ip address $address\n");
        String definition = """
                name: dynamic
                actions:
                  - {action: add_config, attributes: {url: files/address, variables: {address: "allocate('mgmt')"}}}
                """;
        assertThat(boot("POOL1", definition).isProvisioned().startupConfig()).contains("ip address 192.0.2.10/24\n");
        assertThat(boot("POOL2", definition).isProvisioned().startupConfig()).contains("ip address 192.0.2.11/24\n");
        boot("POOL3", definition).hasFailed("the server gives no definition: status 400: ", "mgmt");
        assertThat(box("POOL1").boot().isProvisioned().startupConfig()).contains("ip address 192.0.2.10/24\n");
        assertThat(site.text("resources/mgmt"))
                .isEqualTo("# management addresses\n192.0.2.10/24: POOL1\n192.0.2.11/24: POOL2\n");
    }

    @Test
    void aStaticNodeGetsItsConfigurationAndWhatIsAlwaysExecuted() throws Exception {
        site.write("nodes/STATIC1/startup-config", "hostname static1\r\n! caf\u00e9\n");
        site.write("nodes/STATIC1/pattern", "name: static\ninterfaces: []\n");
        site.write("nodes/STATIC1/definition", """
                name: for a node without a startup-config
                actions:
                  - {action: add_config, attributes: {url: files/missing}}
                  - {action: copy_file, always_execute: true, attributes: {src_url: files/hostname, dst_url: /mnt/flash}}
                """);
        Boot boot = box("STATIC1").boot().isProvisioned();
        assertThat(boot.startupConfig()).isEqualTo("hostname static1\r\n! caf\u00e9\n");
        assertThat(boot.onFlash("hostname")).isEqualTo("hostname leaf1\n");
    }

    @Test
    void aSwitchThatHasMovedFailsItsValidationAndReadsWhy() throws Exception {
        assertThat(box("LEAF1").neighbors(SPINES).boot().isProvisioned().startupConfig())
                .contains("mlag");
        box("LEAF1")
                .neighbors(ONE_SPINE)
                .boot()
                .hasFailed(
                        "the server gives no definition: status 400: ",
                        "node LEAF1 fails the validation against nodes/LEAF1/pattern: ",
                        "Ethernet50");
    }

    @Test
    void aSwitchThatMatchesNothingReadsWhy() throws Exception {
        box("NOBODY1")
                .neighbors(ONE_SPINE)
                .boot()
                .hasFailed(
                        "the server does not take this switch: status 400: ",
                        "node NOBODY1 matches no pattern of neighbordb: ");
        assertThat(site.exists("nodes/NOBODY1")).isFalse();
    }

    @Test
    void anImageOf64MegabytesArrivesAsItIs() throws Exception {
        byte[] image = writeImage(64 << 20, 1);
        Boot boot = boot("IMAGE1", INSTALLS_IMAGE).isProvisioned();
        assertThat(boot.bytesOnFlash("EOS-4.30.1M.swi")).isEqualTo(image);
        assertThat(boot.onFlash("boot-config")).isEqualTo("SWI=flash:/EOS-4.30.1M.swi\n");
    }

    @Test
    void aDownloadGoesOnWhenTheServerWasKilledHalfWayAndIsBack() throws Exception {
        byte[] image = writeImage(64 << 20, 2);
        starter.define("KILL1", INSTALLS_IMAGE);
        CompletableFuture<ServerProcess> second = new CompletableFuture<>();
        try (ServerProcess first = ServerProcess.start(starter.root());
                Line line = new Line(first.url())) {
            // Beyond the half, so that the rest of the image, which is the next answer, can't get there again.
            AtomicInteger times = line.at("GET /" + IMAGE, image.length / 4 * 3L, () -> {
                kill(first);
                second.completeAsync(() -> {
                    ServerProcess again = ServerProcess.start(starter.root());
                    line.leadTo(again.url());
                    return again;
                });
            });
            try {
                Boot boot = new EosSwitch(line.url(), "KILL1", temporary)
                        .patience("1")
                        .boot()
                        .isProvisioned();
                assertThat(times).as("answers that got that far").hasValue(1);
                assertThat(boot.bytesOnFlash("EOS-4.30.1M.swi")).isEqualTo(image);
                assertThat(boot.text()).containsPattern(" broke off after \\d{8} of 67108864 bytes \\(try 1 of 3\\)");
            } finally {
                if (!first.process().isAlive()) {
                    second.get(60, TimeUnit.SECONDS).close();
                }
            }
        }
    }

    private static void kill(ServerProcess victim) {
        try {
            victim.kill();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aFileThatIsEditedAfterItsDigestWasAskedArrivesAsItIsNow() throws Exception {
        writeImage(1 << 20, 3);
        starter.define("EDIT1", INSTALLS_IMAGE);
        try (Line line = new Line(server.url())) {
            byte[][] now = {{}};
            line.at("GET /" + IMAGE, 0, () -> now[0] = now[0].length == 0 ? writeImage(1 << 20, 4) : now[0]);
            Boot boot = new EosSwitch(line.url(), "EDIT1", temporary).boot().isProvisioned();
            assertThat(boot.text()).contains("sha256 is ", ", but the server's /meta says ", "(try 1 of 3)");
            assertThat(boot.bytesOnFlash("EOS-4.30.1M.swi")).isEqualTo(now[0]);
        }
    }

    @Test
    void aFileThatNeverHasItsDigestFailsAndLeavesNothing() throws Exception {
        writeImage(1 << 20, 5);
        starter.define("EDIT2", INSTALLS_IMAGE);
        try (Line line = new Line(server.url())) {
            Random seeds = new Random(6);
            AtomicInteger times = line.at("GET /" + IMAGE, 0, () -> writeImage(1 << 20, seeds.nextLong()));
            new EosSwitch(line.url(), "EDIT2", temporary)
                    .boot()
                    .hasFailed("sha256 is ", ", but the server's /meta says ", "after 3 tries");
            assertThat(times).hasValue(3);
        }
    }

    @Test
    void anImageThatDoesNotFitIsNotEvenAskedFor() throws Exception {
        writeImage(1 << 20, 7);
        starter.define("FULL1", INSTALLS_IMAGE);
        try (Line line = new Line(server.url())) {
            AtomicInteger times = line.at("GET /" + IMAGE, 0, () -> {});
            new EosSwitch(line.url(), "FULL1", temporary)
                    .freeBytes((1 << 20) - 1)
                    .boot()
                    .hasFailed("not enough space in ", "it has 1048576 bytes, 1048575 are free");
            assertThat(times).hasValue(0);
        }
    }

    @Test
    void anUnknownActionIsNamed() throws Exception {
        boot("ACTION1", "actions:\n  - {action: add_confg, attributes: {url: files/hostname}}\n")
                .hasFailed("the server has no action 'add_confg': status 404: ");
    }

    @Test
    void aDefinitionThatLeadsToNoStartupConfigFails() throws Exception {
        boot(
                        "EMPTY1",
                        "actions:\n  - {action: copy_file, attributes: {src_url: files/hostname, dst_url: /mnt/flash}}\n")
                .hasFailed("there is no startup-config after all actions");
    }

    @Test
    void syslogServersGetTheLogAndAnUnreachableOneIsNoTrouble() throws Exception {
        String settings = site.text("bootstrap/bootstrap.conf");
        try (DatagramSocket syslog = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            site.write("bootstrap/bootstrap.conf", """
                    logging:
                      - {destination: 'nowhere.invalid', level: INFO}
                      - {destination: '127.0.0.1:%d', level: DEBUG}
                      - {destination: '127.0.0.1:%d', level: INFO}
                    """.formatted(closedPort(), syslog.getLocalPort()));
            Boot boot = boot("SYSLOG1", site.text("definitions/lab")).isProvisioned();
            assertThat(boot.text()).contains("can't log to {\"destination\": \"nowhere.invalid\"");
            syslog.setSoTimeout(10_000);
            DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
            syslog.receive(packet);
            assertThat(new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8))
                    .matches("<1[0-9]>[A-Z][a-z]{2} [ 1-3][0-9] [0-9:]{8} \\S+ ztpbootstrap\\[\\d+\\]: .+");
        } finally {
            site.write("bootstrap/bootstrap.conf", settings);
        }
    }

    /** A port on which nobody listens. */
    private static int closedPort() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    void theServerKnowsHowFarASwitchHasCome() throws Exception {
        boot("STEPS1", site.text("definitions/lab")).isProvisioned();
        server.awaitLog("STEPS1: registration ok: known to the server as " + server.url() + "/nodes/STEPS1");
        server.awaitLog("STEPS1: definition ok: 'lab switch' with 1 action");
        server.awaitLog("STEPS1: action 1 of 1: add_config ok: done");
        server.awaitLog("STEPS1: bootstrap ok: completed");
        assertThat(site.text("nodes/STEPS1/.progress"))
                .startsWith("{\"step\":\"bootstrap\",\"status\":\"ok\",\"message\":\"completed\",\"time\":\"");
    }

    @Test
    void theServerKnowsWhyASwitchHasFailedButNotItsSecrets() throws Exception {
        site.write("files/leak.sh", "#!/bin/sh\necho 'no access with $passwd' >&2\nexit 3\n");
        boot("LEAK1", """
                actions:
                  - {action: run_bash_script, attributes: {url: files/leak.sh, variables: {passwd: opensesame2}}}
                """).hasFailed("files/leak.sh ended with status 3: no access with ******");
        server.awaitLog(
                "WARN  127.0.0.1: LEAK1: action 1 of 1: run_bash_script failed: action run_bash_script failed: files/leak.sh"
                        + " ended with status 3: no access with ******");
        assertThat(site.text("nodes/LEAK1/.progress")).contains("\"status\":\"failed\"", "no access with ******");
        assertThat(server.log()).noneMatch(line -> line.contains("opensesame2"));
    }

    @Test
    void theLogHasNothingThatATerminalObeys() {
        RawRequest.of("POST", server.url(), "/nodes/stranger/progress")
                .body("{\"step\": \"x\", \"status\": \"ok\", \"message\": \"terminal\\u009b2J\\u001b[2J\"}")
                .send();
        RawRequest.of("GET", server.url(), "/nodes/terminal%C2%9B2J").send();
        server.awaitLog("stranger (a switch that the server does not know): x ok: terminal 2J [2J");
        server.awaitLog("GET /nodes/terminal%C2%9B2J: ");
        assertThat(server.log()).noneMatch(line -> line.matches(".*\\p{Cc}.*"));
    }
}
