package org.ztpserver.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The whole way of a Nexus switch: the shipped script on a switch in a box, this server, and a real TFTP server. */
@EnabledIf(
        value = "org.ztpserver.it.OrdinaryUser#needed",
        disabledReason = "dnsmasq answers TFTP on port 69 only, which is root's")
class NexusInABoxIT {

    private static final Path SAMPLES = Path.of("src/main/dataroot/poap");
    private static final String SERIAL = "9KY5Y4WBGTL";
    private static final String MAC = "aaaa.bbbb.cccc";
    private static final String RUNNING = "nxos.7.0.3.I5.1.bin";
    private static final String TARGET = "nxos.7.0.3.I6.1.bin";

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private static Path root;

    @SuppressWarnings("NullAway.Init")
    private static ServerProcess server;

    @SuppressWarnings("NullAway.Init")
    private static TftpServer tftp;

    private static byte[] image = new byte[200_000];

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path box;

    @BeforeAll
    static void start() throws IOException {
        Files.createDirectories(root.resolve("poap/templates"));
        Files.createDirectories(root.resolve("files"));
        new Random(1).nextBytes(image);
        Files.write(root.resolve("files").resolve(TARGET), image);
        copySamples();
        tftp = TftpServer.start(root.resolve("poap/templates"));
        int port = freePort();
        server = ServerProcess.on(root)
                .port(port)
                .conf("[default]\nserver_url = http://127.0.0.1:" + port + "/ztpserver\n")
                .start();
    }

    @AfterAll
    static void stop() {
        server.close();
        tftp.close();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @BeforeEach
    void site() throws IOException {
        copySamples();
        Files.deleteIfExists(root.resolve("poap/templates").resolve(TARGET));
        switchIs("id: " + SERIAL);
    }

    private static void copySamples() throws IOException {
        for (String file : List.of("poap_script.py", "templates/conf_nxv.ftl", "templates/conf_nxv.j2")) {
            Files.copy(SAMPLES.resolve(file), root.resolve("poap").resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void switchIs(String... keys) throws IOException {
        Files.writeString(
                root.resolve("poap/podvars.yml"),
                "pod: {tftp_server: " + (tftp == null ? "" : tftp.address()) + "}\nswitches:\n"
                        + "  - hostname: nxos-leaf1\n    mgmt0_ip: 172.16.30.101/24\n    lo0_ip: 192.168.0.101/32\n    "
                        + String.join("\n    ", keys) + "\n");
    }

    /** What the box tells of itself in the end. */
    private record Outcome(Map<String, @Nullable Object> values) {

        int status() {
            return ((Number) Objects.requireNonNull(values.get("status"))).intValue();
        }

        String text(String key) {
            return String.valueOf(values.get(key));
        }
    }

    /** Boots the switch out of the box, with the script from this file or URL. */
    private Outcome boot(String script, String... options) throws IOException, InterruptedException {
        Path out = box.resolve("outcome.json");
        List<String> command = new ArrayList<>(List.of(
                "python3",
                "src/test/switch/nxos/run_switch.py",
                "--json",
                "--script",
                script,
                "--root",
                box.toString(),
                "--serial",
                SERIAL,
                "--mac",
                MAC));
        command.addAll(Arrays.asList(options));
        if (!command.contains("--image")) {
            command.addAll(List.of("--image", RUNNING));
        }
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
        Process process = builder.start();
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the switch did not end");
        }
        Outcome outcome = new Outcome(StrictJson.object(Files.readString(out)));
        assertThat(outcome.status()).isEqualTo(process.exitValue());
        return outcome;
    }

    private static String tftpScript() {
        return "tftp://" + tftp.address() + "/poap_script.py";
    }

    private static String httpScript() {
        return server.url() + "/poap_script.py";
    }

    private static void assertProvisioned(Outcome outcome) {
        assertThat(outcome.status()).as(outcome.toString()).isZero();
        assertThat(outcome.text("scheduled_config"))
                .startsWith("hostname nxos-leaf1\n")
                .contains("  ip address 172.16.30.101/24\n", "  router-id 192.168.0.101\n")
                .endsWith("!\n");
    }

    private static void assertFailed(Outcome outcome, String reason) {
        assertThat(outcome.status()).as(outcome.toString()).isEqualTo(1);
        assertThat(outcome.values().get("scheduled_config")).isNull();
        assertThat(outcome.text("boot")).isEqualTo("{}");
        assertThat(outcome.text("log")).containsPattern(reason);
    }

    private static String lastReport() throws IOException {
        Map<String, @Nullable Object> report =
                StrictJson.object(Files.readString(root.resolve("poap/progress/" + SERIAL)));
        return report.get("step") + " " + report.get("status");
    }

    @Test
    void aSwitchKnownBySerialNumberGetsItsScriptByTftpAndItsConfigurationByHttp() throws Exception {
        Outcome outcome = boot(tftpScript());

        assertProvisioned(outcome);
        assertThat(outcome.text("log")).contains(server.url() + "/conf/" + SERIAL);
        assertThat(outcome.text("bootflash")).isEqualTo("[]");
        assertThat(lastReport()).isEqualTo("config ok");
    }

    @Test
    void aSwitchKnownByItsMacGetsEverythingByTftp() throws Exception {
        switchIs("id: " + MAC.toUpperCase(Locale.ROOT), "protocol: tftp", "template: conf_nxv.j2");

        Outcome outcome = boot(tftpScript());

        assertProvisioned(outcome);
        assertThat(outcome.text("commands")).contains("copy tftp://" + tftp.address() + "/" + SERIAL + ".cfg");
    }

    @Test
    void aSwitchGetsItsScriptByHttp() throws Exception {
        assertProvisioned(boot(httpScript()));
    }

    @Test
    void anOldReleaseIsServedToo() throws Exception {
        switchIs("id: " + SERIAL, "protocol: tftp");
        assertProvisioned(boot(tftpScript(), "--legacy"));
    }

    @Test
    void aSwitchThatRunsItsImageAlreadyFetchesNone() throws Exception {
        switchIs("id: " + SERIAL, "system_image: " + TARGET);

        Outcome outcome = boot(tftpScript(), "--image", TARGET);

        assertProvisioned(outcome);
        assertThat(outcome.text("boot")).isEqualTo("{}");
        assertThat(outcome.text("bootflash")).isEqualTo("[]");
    }

    @Test
    void anImageIsFetchedByHttpAndVerified() throws Exception {
        switchIs("id: " + SERIAL, "system_image: " + TARGET);

        Outcome outcome = boot(tftpScript());

        assertProvisioned(outcome);
        assertThat(outcome.text("saved_boot")).isEqualTo("{nxos=" + TARGET + "}");
        assertThat(box.resolve("bootflash").resolve(TARGET)).hasBinaryContent(image);
        assertThat(outcome.text("log")).contains("has the right sha256");
    }

    @Test
    void anImageIsFetchedByTftpAndVerified() throws Exception {
        switchIs("id: " + SERIAL, "system_image: " + TARGET, "protocol: tftp");
        Files.write(root.resolve("poap/templates").resolve(TARGET), image);

        Outcome outcome = boot(tftpScript());

        assertProvisioned(outcome);
        assertThat(box.resolve("bootflash").resolve(TARGET)).hasBinaryContent(image);
        assertThat(outcome.text("log")).contains("has the right sha256");
    }

    @Test
    void anImageWithAnotherChecksumIsNeverBooted() throws Exception {
        switchIs("id: " + SERIAL, "system_image: " + TARGET, "protocol: tftp");
        byte[] damaged = image.clone();
        damaged[100] ^= 1;
        Files.write(root.resolve("poap/templates").resolve(TARGET), damaged);

        Outcome outcome = boot(tftpScript());

        assertFailed(outcome, "has sha256 [0-9a-f]{64}, the server states [0-9a-f]{64}");
        assertThat(outcome.text("bootflash")).isEqualTo("[]");
        assertThat(lastReport()).isEqualTo("image failed");
    }

    @Test
    void aSwitchWithoutRoomForTheImageSaysSo() throws Exception {
        switchIs("id: " + SERIAL, "system_image: " + TARGET);

        assertFailed(
                boot(tftpScript(), "--bootflash-bytes", "150000"), "Not enough room on bootflash: 200000 bytes needed");
    }

    @Test
    void anUnknownSwitchLearnsWhyFromTheServer() throws Exception {
        switchIs("id: SOMEBODY-ELSE");

        assertFailed(
                boot(tftpScript()),
                "The server does not know this switch .*no entry of poap/podvars.yml is for the switch with serial"
                        + " number " + SERIAL);
    }

    @Test
    void aBrokenTemplateIsToldToTheSwitchWithItsLine() throws Exception {
        switchIs("id: " + SERIAL, "template: broken.ftl");
        Files.writeString(root.resolve("poap/templates/broken.ftl"), "hostname ${hostname}\n${no_such_variable}\n");

        assertFailed(
                boot(tftpScript()),
                "status 400 poap/templates/broken.ftl:2: switch " + SERIAL + ": the variable 'no_such_variable' is"
                        + " undefined");
    }

    @Test
    void aScriptThatWasEditedWithoutAStampIsRefusedByTheSwitchUntilTheCommandStampsIt() throws Exception {
        Path edited = box.resolve("edited.py");
        Files.writeString(
                edited,
                new String(Files.readAllBytes(root.resolve("poap/templates/poap_script.py")), StandardCharsets.UTF_8)
                        .replace("TRIES = 6", "TRIES = 5"));

        Outcome refused = boot(edited.toString());
        assertThat(refused.status()).isEqualTo(3);
        assertThat(refused.text("refused")).contains("MD5 mismatch");
        assertThat(refused.text("commands")).isEqualTo("[]");

        assertThat(Cli.run(Map.of(), "poap-stamp", edited.toString()).status()).isZero();
        assertProvisioned(boot(edited.toString()));
    }

    @Test
    void theServerPutsItsOwnCopyOfTheScriptRightAgain() throws Exception {
        Path copy = root.resolve("poap/templates/poap_script.py");
        Files.writeString(copy, Files.readString(copy).replace("TRIES = 6", "TRIES = 5"));
        assertThat(boot(tftpScript()).status()).isEqualTo(3);

        assertProvisioned(boot(httpScript()));
        assertProvisioned(boot(tftpScript()));
        assertThat(copy).content().contains("TRIES = 6", "\"poap_server\": \"127.0.0.1\"");
    }
}
