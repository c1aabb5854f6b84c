package org.ztpserver.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ztpserver.docs.Markdown;
import org.ztpserver.it.contract.RawRequest;
import org.ztpserver.it.contract.SiteFiles;

/**
 * {@code docs/operations.md}: its commands, run from top to bottom on a server with switches, and what it promises of
 * copies and of a restart.
 *
 * <p>{@code systemctl} and {@code journalctl} are stand-ins: they do to a process what systemd does to the unit, that is
 * send SIGTERM and wait for the end, start the WAR of {@code /opt/ztpserver}, and show what it has printed.
 */
class OperationsIT {

    private static final int SWITCHES = 50;
    private static final int VALUES = 62;

    /** More than there are looks at the log. */
    private static final int PUT_BYTES = 10_000;

    private static final String NEIGHBORS = "{\"Ethernet49\": [{\"device\": \"spine1\", \"port\": \"Ethernet1\"}],"
            + " \"Ethernet50\": [{\"device\": \"spine2\", \"port\": \"Ethernet1\"}]}";

    private static final List<ShownCommand> PAGE = ShownCommand.of(Markdown.read("docs", "operations.md"));

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    @SuppressWarnings("NullAway.Init") // set before each
    private SiteFiles site;

    @BeforeEach
    void makeTheSite() throws IOException {
        OrdinaryUser.open(folder, false);
        site = new StarterSite(folder.resolve("srv/ztp")).files();
        site.write("definitions/leaf", """
                name: leaf switch
                actions:
                  - name: configure the management address
                    action: add_config
                    attributes:
                      url: files/templates/address.template
                      variables: {address: allocate('mgmt')}
                """);
        site.write("files/templates/address.template", "interface Management1\n   ip address $address\n");
        StringBuilder pool = new StringBuilder();
        for (int i = 0; i < VALUES; i++) {
            pool.append("192.0.2.").append(i + 11).append("/24: null\n");
        }
        site.write("resources/mgmt", pool.toString());
    }

    /** A shell in which the page's folders and programs are there, and its server runs. */
    private ManualShell operator() throws IOException {
        ManualShell shell = new ManualShell(folder.resolve("operator"));
        Path etc = Files.createDirectories(folder.resolve("etc/ztpserver"));
        Path conf = Files.writeString(
                etc.resolve("ztpserver.conf"),
                "[default]\ndata_root = " + site.path("") + "\n[server]\ninterface = 127.0.0.1\nport = " + shell.port()
                        + "\n");
        Path opt = Files.createDirectories(folder.resolve("opt/ztpserver"));
        Files.copy(Cli.war(), opt.resolve("ztpserver.war"));
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Files.createSymbolicLink(bin.resolve("ztps"), shell.checkout().resolve("deploy/ztps"));
        program(bin.resolve("systemctl"), """
                #!/bin/sh -e
                cd "%s"
                case $1 in stop|restart)
                    kill "$(cat pid)"
                    while kill -0 "$(cat pid)" 2>/dev/null; do sleep 0.05; done
                esac
                case $1 in start|restart)
                    touch now
                    cat now >> before
                    : > now
                    java -jar opt/ztpserver/ztpserver.war > now 2>&1 &
                    echo $! > pid
                    until grep -q 'Listening on' now; do kill -0 "$(cat pid)" || exit 1; sleep 0.05; done
                esac
                """.formatted(folder));
        program(bin.resolve("journalctl"), "#!/bin/sh\ncd '" + folder + "'\ncat before now\n");
        shell.standsFor("/srv/", folder + "/srv/");
        shell.standsFor("/etc/ztpserver/", etc + "/");
        shell.standsFor("/opt/ztpserver/", opt + "/");
        shell.type("export ZTPS_CONFIG=" + conf + " PATH=" + bin + ":$PATH");
        shell.type("systemctl start ztpserver");
        return shell;
    }

    private static void program(Path file, String text) throws IOException {
        Files.setPosixFilePermissions(Files.writeString(file, text), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static URI url(ManualShell shell) {
        return URI.create("http://127.0.0.1:" + shell.port() + "/ztpserver");
    }

    /** Removes what {@link #operator} has started. */
    private static void end(ManualShell shell) throws IOException {
        shell.type("systemctl stop ztpserver");
        shell.close();
    }

    @Test
    void everyCommandOfThePageDoesWhatItSays() throws Exception {
        assertThat(PAGE).hasSizeGreaterThan(25);
        try (PostgresProcess postgres = PostgresProcess.start(folder)) {
            postgres.execute("CREATE TABLE mgmt (node_id text, key text)");
            postgres.execute("INSERT INTO mgmt VALUES ('JPE24010001', '192.0.2.11/24'), (NULL, '192.0.2.12/24')");
            makeSqliteTable();
            ManualShell shell = operator();
            shell.standsFor(
                    "postgresql://ztp@192.0.2.5/pools",
                    postgres.url().replaceFirst("jdbc:postgresql://", "postgresql://ztps@"));
            URI server = url(shell);
            try {
                for (String serial : List.of("JPE24010001", "JPE24010002")) {
                    new EosSwitch(server, serial, folder)
                            .neighbors(NEIGHBORS)
                            .boot()
                            .isProvisioned();
                    store(server, serial, "hostname " + serial + "\n");
                }
                failOnTheWay(server, "JPE24010009");

                assertAll(PAGE.stream().map(command -> () -> shell.run(command)));

                EosSwitch.Boot replaced = new EosSwitch(server, "JPE24019999", folder)
                        .neighbors(NEIGHBORS)
                        .boot()
                        .isProvisioned();
                assertThat(replaced.startupConfig()).isEqualTo("hostname JPE24010002\n");
                assertThat(RawRequest.of("POST", server, "/nodes")
                                .body("")
                                .send()
                                .status())
                        .isEqualTo(400);
                Await.await(
                        "what was refused", () -> read(folder.resolve("now")).contains("WARN  POST /nodes: "));
                theLogHasTheLinesOfTheTable(read(folder.resolve("before")) + read(folder.resolve("now")));
            } finally {
                end(shell);
            }
            assertThat(postgres.query("SELECT count(*) FROM mgmt")).isEqualTo("2");
            assertThat(postgres.query("SELECT node_id FROM mgmt WHERE key = '192.0.2.11/24'"))
                    .isEqualTo("JPE24010001");
        }
        assertThat(site.text("resources/mgmt"))
                .startsWith("192.0.2.11/24: null\n192.0.2.12/24: JPE24019999\n192.0.2.13/24: null\n");
        assertThat(site.list("nodes")).containsExactly("JPE24010009", "JPE24019999");
        assertThat(site.exists("db/resources.db")).isTrue();
        assertThat(folder.resolve("opt/ztpserver")).isDirectoryContaining("glob:**ztpserver.war");
    }

    /** Those of faults are in the page on troubleshooting. */
    private static void theLogHasTheLinesOfTheTable(String log) {
        List<String> told = Markdown.read("docs", "operations.md").table("a line that has", "means").stream()
                .map(row -> row.get(0))
                .filter(lines -> !lines.contains("ERROR") && !lines.contains("can't be written"))
                .flatMap(lines -> Pattern.compile("`([^`]+)`").matcher(lines).results())
                .map(line -> line.group(1))
                .toList();
        assertThat(told).hasSizeGreaterThan(10);
        for (String line : told) {
            String pattern = Pattern.quote(line).replaceAll("\\.\\.\\.|<id>|<step>", "\\\\E.*\\\\Q");
            assertThat(log).containsPattern(pattern);
        }
    }

    private void makeSqliteTable() throws Exception {
        site.folder("db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + site.path("db/resources.db"));
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE mgmt (node_id TEXT, key TEXT)");
        }
    }

    private static void store(URI server, String serial, String config) {
        RawRequest.of("PUT", server, "/nodes/" + serial + "/startup-config")
                .body(config)
                .send()
                .is(201, "text/html");
    }

    /** A switch that reports that it could not be provisioned. */
    private void failOnTheWay(URI server, String serial) {
        site.write("nodes/" + serial + "/definition", "actions: []\n");
        site.write("nodes/" + serial + "/pattern", "interfaces: []\n");
        register(server, serial);
        RawRequest.of("POST", server, "/nodes/" + serial + "/progress")
                .body(
                        "{\"step\": \"action 1 of 1: add_config\", \"status\": \"failed\", \"message\": \"no such file\"}")
                .send();
    }

    private static void register(URI server, String serial) {
        int status = RawRequest.of("POST", server, "/nodes")
                .body("{\"serialnumber\": \"" + serial + "\", \"model\": \"vEOS\", \"neighbors\": " + NEIGHBORS + "}")
                .send()
                .status();
        assertThat(status).isIn(201, 409);
    }

    private static String definition(URI server, String serial) {
        return RawRequest.of("GET", server, "/nodes/" + serial)
                .nullBody()
                .send()
                .is(200, "application/json")
                .text();
    }

    @Test
    void aCopyThatIsMadeWhileSwitchesRegisterIsWholeAndServesTheSame() throws Exception {
        ManualShell shell = operator();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        URI server = url(shell);
        Map<String, String> given = new TreeMap<>();
        try {
            AtomicInteger done = new AtomicInteger();
            List<Future<String>> boots = new ArrayList<>();
            for (int i = 0; i < SWITCHES; i++) {
                String serial = "SW" + i;
                boots.add(threads.submit(() -> {
                    register(server, serial);
                    String definition = definition(server, serial);
                    done.incrementAndGet();
                    return definition;
                }));
            }
            Await.await("switches", () -> done.get() >= SWITCHES / 10);
            int atTheCopy = done.get();
            run(shell, "Backup", command -> !command.text().matches("(?s)(sqlite3|pg_dump) .*"));
            for (int i = 0; i < SWITCHES; i++) {
                given.put("SW" + i, boots.get(i).get());
            }
            assertThat(atTheCopy).as("the copy began among the registrations").isLessThan(SWITCHES);
        } finally {
            threads.shutdownNow();
            end(shell);
        }
        SiteFiles copy = new SiteFiles(folder.resolve("copy"));
        copy.folder("");
        Subprocess.Result unpacked = Subprocess.run(
                Duration.ofSeconds(30),
                Map.of(),
                List.of(
                        "tar",
                        "-C",
                        copy.path("").toString(),
                        "-xf",
                        folder.resolve("srv/backup/ztp.tar").toString()));
        assertThat(unpacked.status()).as(unpacked.everything()).isZero();
        checkCopy(copy, given);
    }

    private void checkCopy(SiteFiles copy, Map<String, String> given) throws Exception {
        assertThat(copy.list("nodes"))
                .hasSizeGreaterThanOrEqualTo(SWITCHES / 10)
                .allSatisfy(
                        id -> assertThat(copy.list("nodes/" + id)).containsExactly(".node", "definition", "pattern"));
        Subprocess.Result valid =
                Cli.run(Map.of("ZTPS_DEFAULT_DATAROOT", copy.path("").toString()), "--validate-config");
        assertThat(valid.out()).isEqualTo(copy.path("") + ": no errors\n");
        String pool = copy.text("resources/mgmt");
        assertThat(pool.lines()).hasSize(VALUES);
        try (ServerProcess restored = ServerProcess.start(copy.path(""))) {
            // Who had its value when the copy was made has it there, too.
            List<String> owners = copy.list("nodes").stream()
                    .filter(id -> pool.contains(": " + id + "\n"))
                    .toList();
            assertThat(owners).hasSizeGreaterThanOrEqualTo(SWITCHES / 10);
            for (String id : owners) {
                assertThat(definition(restored.url(), id)).isEqualTo(given.get(id));
            }
        }
    }

    /** Types those commands of a section that are wanted. */
    private static void run(ManualShell shell, String section, Predicate<ShownCommand> wanted) throws IOException {
        List<ShownCommand> commands = PAGE.stream()
                .filter(command -> command.section().equals(section))
                .filter(wanted)
                .toList();
        assertThat(commands).as(section).isNotEmpty();
        for (ShownCommand command : commands) {
            shell.run(command);
        }
    }

    @Test
    void anUpgradeLetsARunningRequestEndAndASwitchOnItsWayArrive() throws Exception {
        ManualShell shell = operator();
        ExecutorService thread = Executors.newSingleThreadExecutor();
        URI server = url(shell);
        try (Line line = new Line(server)) {
            register(server, "JPE24010001");
            Socket put = beginPut(server, "JPE24010001");
            CompletableFuture<String> answer = new CompletableFuture<>();
            AtomicInteger upgrades = new AtomicInteger();
            List<Future<?>> upgrade = new ArrayList<>();
            line.at("GET /files/templates/address.template", 0, () -> {
                if (upgrades.getAndIncrement() == 0) {
                    upgrade.add(thread.submit(() -> {
                        run(shell, "Upgrade", command -> true);
                        return null;
                    }));
                    answer.complete(putUntilTheServerStops(put));
                }
            });
            EosSwitch.Boot boot = new EosSwitch(line.url(), "JPE24010002", folder)
                    .neighbors(NEIGHBORS)
                    .patience("0.5")
                    .boot()
                    .isProvisioned();
            upgrade.get(0).get();
            assertThat(boot.startupConfig()).contains("ip address 192.0.2.11/24");
            assertThat(upgrades).as("tries of the download").hasPositiveValue();
            assertThat(answer).isCompletedWithValueMatching(text -> text.startsWith("HTTP/1.1 201 "));
            assertThat(site.text("nodes/JPE24010001/startup-config")).hasSize(PUT_BYTES);
        } finally {
            thread.shutdownNow();
            end(shell);
        }
    }

    /** A request of which the server has got the head. */
    private static Socket beginPut(URI server, String serial) throws IOException {
        Socket client = new Socket(server.getHost(), server.getPort());
        client.setSoTimeout(30_000);
        client.getOutputStream()
                .write(("PUT " + server.getPath() + "/nodes/" + serial + "/startup-config HTTP/1.1\r\nHost: x\r\n"
                                + "Content-Length: " + PUT_BYTES
                                + "\r\nConnection: close\r\nExpect: 100-continue\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        client.getInputStream().readNBytes("HTTP/1.1 100 Continue\r\n\r\n".length());
        return client;
    }

    /**
     * Sends the body byte by byte until the server says that it stops, and the rest then; returns the answer. A server
     * that stops does not wait for a client that sends nothing.
     */
    private String putUntilTheServerStops(Socket put) {
        try (put) {
            OutputStream out = put.getOutputStream();
            AtomicInteger left = new AtomicInteger(PUT_BYTES);
            Await.await("the server stops", () -> {
                write(out, 1);
                left.decrementAndGet();
                return read(folder.resolve("now")).contains("Stopping");
            });
            write(out, left.get());
            return new String(put.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static void write(OutputStream out, int bytes) {
        try {
            out.write(new byte[bytes]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
