package org.ztpserver.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ztpserver.it.contract.RawRequest;
import org.ztpserver.it.contract.SiteFiles;

/** The process: how it ends, as whom it runs, and what it makes when there is nothing yet. */
class ProcessReliabilityIT {

    private static final Duration STOP = Duration.ofSeconds(5);

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path temporary;

    private Path dataRoot() {
        return temporary.resolve("dataroot");
    }

    @BeforeEach
    void letEverybodyIn() throws IOException {
        OrdinaryUser.open(temporary, false);
    }

    @Test
    void aRunningRequestEndsBeforeTheProcessDoes() throws Exception {
        SiteFiles site = new SiteFiles(dataRoot());
        site.write("nodes/slow/definition", "actions: []\n");
        try (ServerProcess server = ServerProcess.start(dataRoot());
                Socket client = beginPut(server.url())) {
            long begin = System.nanoTime();
            server.sigterm();
            server.awaitLog("Stopping");
            client.setSoTimeout(2_000); // a client may be slow, or send again what was lost
            assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
            client.setSoTimeout(30_000);
            client.getOutputStream().write('b');
            String answer = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 201 ");
            assertEndsInTime(server, begin);
        }
        assertThat(site.text("nodes/slow/startup-config")).isEqualTo("ab");
    }

    @Test
    void aRequestThatNeverEndsDoesNotKeepTheProcess() throws Exception {
        SiteFiles site = new SiteFiles(dataRoot());
        site.write("nodes/slow/definition", "actions: []\n");
        try (ServerProcess server = ServerProcess.start(dataRoot());
                Socket client = beginPut(server.url())) {
            long begin = System.nanoTime();
            server.sigterm();
            assertEndsInTime(server, begin);
            assertThat(client.isConnected()).isTrue();
        }
        assertThat(site.list("nodes/slow")).containsExactly("definition");
    }

    /** A request of which the server has read the head, and one byte of two. */
    private static Socket beginPut(URI base) throws IOException {
        Socket client = new Socket(base.getHost(), base.getPort());
        client.setSoTimeout(30_000);
        client.getOutputStream()
                .write(("PUT " + base.getPath() + "/nodes/slow/startup-config HTTP/1.1\r\nHost: x\r\n"
                                + "Content-Length: 2\r\nConnection: close\r\nExpect: 100-continue\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        byte[] goOn = client.getInputStream().readNBytes("HTTP/1.1 100 Continue\r\n\r\n".length());
        assertThat(new String(goOn, StandardCharsets.US_ASCII)).startsWith("HTTP/1.1 100");
        client.getOutputStream().write('a');
        return client;
    }

    private static void assertEndsInTime(ServerProcess server, long begin) throws InterruptedException {
        assertThat(server.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(STOP);
        assertThat(server.process().exitValue()).isZero();
    }

    @Test
    void anIdleServerEndsWithoutAFaultAndLeavesNoTemporaryFiles() throws Exception {
        new SiteFiles(dataRoot()).folder("nodes");
        Path tmp = OrdinaryUser.open(temporary.resolve("tmp"), false);
        try (ServerProcess server = ServerProcess.on(dataRoot())
                .environment("JDK_JAVA_OPTIONS", "-Djava.io.tmpdir=" + tmp)
                .start()) {
            assertThat(tmp).isEmptyDirectory();
            long begin = System.nanoTime();
            server.sigterm();
            assertEndsInTime(server, begin);
        }
        assertThat(tmp).isEmptyDirectory();
    }

    @Test
    void anOrdinaryUserRunsItFromAFolderThatItCanNotWriteTo() throws Exception {
        Path folder = OrdinaryUser.open(temporary.resolve("read-only"), false);
        SiteFiles site = new SiteFiles(OrdinaryUser.open(dataRoot(), true));
        site.write("files/secret", "x");
        Files.setPosixFilePermissions(site.path("files/secret"), PosixFilePermissions.fromString("---------"));
        if (OrdinaryUser.needed()) {
            Files.setAttribute(site.path("files/secret"), "unix:uid", 0);
        }
        Path war = OrdinaryUser.war(temporary);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-xr-xr-x"));
        try (ServerProcess server =
                ServerProcess.on(dataRoot()).asOrdinaryUser(folder, war).start()) {
            RawRequest.of("POST", server.url(), "/nodes")
                    .body("{\"serialnumber\": \"x\", \"config\": \"hostname x\"}")
                    .send()
                    .is(201, "text/html");
            String sentence =
                    RawRequest.of("GET", server.url(), "/files/secret").send().sentence(500);
            server.awaitLog(sentence.replaceFirst(".* ", ""));
            assertThat(server.terminate()).isZero();
        }
        assertThat(folder).isEmptyDirectory();
        assertThat(site.list("nodes")).containsExactly("x");
    }

    @Test
    void theFirstRunMakesASiteThatWorksAndTheNextLeavesItAlone() throws Exception {
        assertThat(Path.of("/usr/share/ztpserver")).doesNotExist();
        Path war = OrdinaryUser.war(temporary);
        Path home = OrdinaryUser.open(temporary.resolve("home"), true);
        SiteFiles site = new SiteFiles(home.resolve("ztpserver"));
        ServerProcess.Launch first = ServerProcess.withoutDataRoot()
                .environment("XDG_DATA_HOME", home.toString())
                .asOrdinaryUser(home, war);
        try (ServerProcess server = first.start()) {
            assertThat(server.log())
                    .filteredOn(line -> line.contains("starter"))
                    .singleElement()
                    .asString()
                    .contains(home.resolve("ztpserver").toString());
            provision(server);
        }
        assertThat(site.list("."))
                .contains("actions", "bootstrap", "definitions", "files", "neighbordb", "nodes", "resources");
        site.write("neighbordb", "# edited\n");

        ServerProcess.Launch second = ServerProcess.withoutDataRoot()
                .environment("XDG_DATA_HOME", home.toString())
                .asOrdinaryUser(home, war);
        try (ServerProcess server = second.start()) {
            assertThat(server.log()).noneMatch(line -> line.contains("starter"));
            assertThat(server.log()).anyMatch(line -> line.contains("Using repository " + home.resolve("ztpserver")));
        }
        assertThat(site.text("neighbordb")).startsWith("# edited");
    }

    /** The switch that the starter's neighbordb names, and one that sees two spines. */
    private static void provision(ServerProcess server) {
        URI base = server.url();
        assertThat(RawRequest.of("GET", base, "/bootstrap")
                        .send()
                        .is(200, "text/x-python")
                        .text())
                .contains(base.toString());
        RawRequest.of("GET", base, "/bootstrap/config").send().is(200, "application/json");
        post(base, "{\"serialnumber\": \"JPE00000001\", \"model\": \"vEOS\", \"neighbors\": {}}");
        post(
                base,
                "{\"serialnumber\": \"LEAF1\", \"model\": \"vEOS\", \"neighbors\": {"
                        + "\"Ethernet49\": [{\"device\": \"spine1\", \"port\": \"Ethernet1\"}],"
                        + "\"Ethernet50\": [{\"device\": \"spine2\", \"port\": \"Ethernet1\"}]}}");
        for (String id : new String[] {"JPE00000001", "LEAF1"}) {
            String definition = RawRequest.of("GET", base, "/nodes/" + id)
                    .nullBody()
                    .send()
                    .is(200, "application/json")
                    .text();
            Matcher named = Pattern.compile("\"(action|url)\":\"([^\"]+)\"").matcher(definition);
            int checked = 0;
            while (named.find()) {
                String path = (named.group(1).equals("action") ? "/actions/" : "/") + named.group(2);
                assertThat(RawRequest.of("GET", base, path).send().status())
                        .as(path)
                        .isEqualTo(200);
                checked++;
            }
            assertThat(checked).isPositive();
        }
    }

    private static void post(URI base, String json) {
        RawRequest.of("POST", base, "/nodes").body(json).send().is(201, "text/html");
    }

    @Test
    void theStarterPassesItsOwnValidation() throws Exception {
        Path home = OrdinaryUser.open(temporary.resolve("home"), false);
        ServerProcess.withoutDataRoot()
                .environment("XDG_DATA_HOME", home.toString())
                .start()
                .close();
        Subprocess.Result result = Cli.run(
                Map.of("ZTPS_DEFAULT_DATAROOT", home.resolve("ztpserver").toString()), "--validate-config");
        assertThat(result.out() + result.err()).contains("no errors");
        assertThat(result.status()).isZero();
    }
}
