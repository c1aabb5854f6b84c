package org.ztpserver.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ztpserver.it.contract.SiteFiles;

/** Copies of a site and its databases, and the way back. */
@TestsSections(
        page = OperatedServer.PAGE,
        sections = {"Backup", "Restore"})
class OperationsBackupIT {

    private static final int SWITCHES = 50;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    @Test
    void whatWasCopiedIsBackAfterTheCommandsOfBothSections() throws Exception {
        try (PostgresProcess postgres = PostgresProcess.start(folder);
                OperatedServer server = OperatedServer.start(folder)) {
            postgres.execute("CREATE TABLE mgmt (node_id text, key text)");
            postgres.execute("INSERT INTO mgmt VALUES ('JPE24010001', '192.0.2.11/24'), (NULL, '192.0.2.12/24')");
            server.standsFor(
                    "postgresql://ztp@192.0.2.5/pools",
                    postgres.url().replaceFirst("jdbc:postgresql://", "postgresql://ztps@"));
            SiteFiles site = server.site();
            sqlite(site, "CREATE TABLE mgmt (node_id TEXT, key TEXT)");
            server.register("JPE24010001");
            String definition = server.definition("JPE24010001");
            String pool = site.text("resources/mgmt");

            server.runAll("Backup");
            postgres.execute("DELETE FROM mgmt");
            sqlite(site, "DROP TABLE mgmt");
            site.remove("nodes/JPE24010001");
            site.write("resources/mgmt", "");
            server.runAll("Restore");

            assertThat(server.definition("JPE24010001")).isEqualTo(definition);
            assertThat(site.text("resources/mgmt")).isEqualTo(pool).contains("192.0.2.11/24: JPE24010001\n");
            sqlite(site, "SELECT node_id, key FROM mgmt");
            assertThat(postgres.query("SELECT count(*) FROM mgmt")).isEqualTo("2");
            assertThat(postgres.query("SELECT node_id FROM mgmt WHERE key = '192.0.2.11/24'"))
                    .isEqualTo("JPE24010001");
        }
    }

    private static void sqlite(SiteFiles site, String sql) throws Exception {
        site.folder("db");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + site.path("db/resources.db"));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void aCopyThatIsMadeWhileSwitchesRegisterIsWholeAndServesTheSame() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        Map<String, String> given = new TreeMap<>();
        try (OperatedServer server = OperatedServer.start(folder)) {
            AtomicInteger done = new AtomicInteger();
            List<Future<String>> boots = new ArrayList<>();
            for (int i = 0; i < SWITCHES; i++) {
                String serial = "SW" + i;
                boots.add(threads.submit(() -> {
                    server.register(serial);
                    String definition = server.definition(serial);
                    done.incrementAndGet();
                    return definition;
                }));
            }
            Await.await("switches", () -> done.get() >= SWITCHES / 10);
            int atTheCopy = done.get();
            server.run("Backup", command -> !command.text().matches("(?s)(sqlite3|pg_dump) .*"));
            for (int i = 0; i < SWITCHES; i++) {
                given.put("SW" + i, boots.get(i).get());
            }
            assertThat(atTheCopy).as("the copy began among the registrations").isLessThan(SWITCHES);
        } finally {
            threads.shutdownNow();
        }
        SiteFiles copy = new SiteFiles(folder.resolve("copy"));
        copy.folder("");
        String archive = folder.resolve("srv/backup/ztp.tar").toString();
        Subprocess.Result unpacked = Subprocess.run(
                Duration.ofSeconds(30),
                Map.of(),
                List.of("tar", "-C", copy.path("").toString(), "-xf", archive));
        assertThat(unpacked.status()).as(unpacked.everything()).isZero();
        checkCopy(copy, given);
    }

    private static void checkCopy(SiteFiles copy, Map<String, String> given) throws Exception {
        assertThat(copy.list("nodes"))
                .hasSizeGreaterThanOrEqualTo(SWITCHES / 10)
                .allSatisfy(
                        id -> assertThat(copy.list("nodes/" + id)).containsExactly(".node", "definition", "pattern"));
        Subprocess.Result valid =
                Cli.run(Map.of("ZTPS_DEFAULT_DATAROOT", copy.path("").toString()), "--validate-config");
        assertThat(valid.out()).isEqualTo(copy.path("") + ": no errors\n");
        String pool = copy.text("resources/mgmt");
        assertThat(pool.lines()).hasSize(OperatedServer.VALUES);
        try (ServerProcess restored = ServerProcess.start(copy.path(""))) {
            // Who had its value when the copy was made has it there, too.
            List<String> owners = copy.list("nodes").stream()
                    .filter(id -> pool.contains(": " + id + "\n"))
                    .toList();
            assertThat(owners).hasSizeGreaterThanOrEqualTo(SWITCHES / 10);
            for (String id : owners) {
                assertThat(OperatedServer.definition(restored.url(), id)).isEqualTo(given.get(id));
            }
        }
    }
}
