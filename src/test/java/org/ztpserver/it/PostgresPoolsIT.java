package org.ztpserver.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code sql('table')} on a real PostgreSQL that two servers share (contract A7). */
class PostgresPoolsIT {

    private static final int NODES = 100;

    @TempDir
    private Path folder;

    private Path database;
    private int port;

    @BeforeEach
    void startDatabase() throws Exception {
        OrdinaryUser.open(folder, false);
        database = OrdinaryUser.open(folder.resolve("database"), true);
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        postgres("initdb", "-D", database.resolve("data").toString(), "-U", "ztp", "--auth=trust", "--no-sync");
        postgres(
                "pg_ctl",
                "-D",
                database.resolve("data").toString(),
                "-w",
                "-l",
                database.resolve("log").toString(),
                "-o",
                "-h 127.0.0.1 -p " + port + " -k " + database,
                "start");
    }

    @AfterEach
    void stopDatabase() throws Exception {
        postgres("pg_ctl", "-D", database.resolve("data").toString(), "-w", "-m", "immediate", "stop");
    }

    @Test
    void twoServersShareATableAndNoValueIsGivenTwice() throws Exception {
        sql("CREATE TABLE mgmt (node_id TEXT, key TEXT);"
                + " INSERT INTO mgmt SELECT NULL, '10.0.0.' || i FROM generate_series(1, " + NODES + ") i");
        PoolSite site = new PoolSite(folder.resolve("dataroot"), Map.of("v", "sql('mgmt')"));
        site.know(NODES + 1);
        String[] conf = {"[resources]", "jdbc_url = jdbc:postgresql://127.0.0.1:" + port + "/postgres", "user = ztp"};
        try (ServerProcess one = site.server(conf).start();
                ServerProcess other = site.server(conf).start()) {
            Map<String, String> values = askBoth(one.url(), other.url());

            assertThat(new HashSet<>(values.values())).hasSize(NODES);
            assertThat(PoolSite.get(one.url(), "N" + NODES).sentence(400)).contains("mgmt is exhausted");
            assertThat(PoolSite.value(other.url(), "N0")).isEqualTo(values.get("N0"));
            assertThat(sql("SELECT count(DISTINCT node_id) FROM mgmt").strip()).isEqualTo(Integer.toString(NODES));
            site.define(Map.of("v", "sql('mgmt\\\";drop')"));
            assertThat(PoolSite.get(one.url(), "N0").status()).isEqualTo(400);
        }
    }

    private static Map<String, String> askBoth(URI one, URI other) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            List<Future<String>> answers = new ArrayList<>();
            for (int i = 0; i < NODES; i++) {
                URI url = i % 2 == 0 ? one : other;
                String node = "N" + i;
                answers.add(threads.submit(() -> PoolSite.value(url, node)));
            }
            Map<String, String> values = new TreeMap<>();
            for (int i = 0; i < NODES; i++) {
                values.put("N" + i, answers.get(i).get());
            }
            return values;
        } finally {
            threads.shutdownNow();
        }
    }

    private String sql(String statements) throws Exception {
        return postgres(
                "psql", "-h", "127.0.0.1", "-p", "" + port, "-U", "ztp", "-d", "postgres", "-At", "-c", statements);
    }

    /** Runs one of PostgreSQL's own programs, which do not run as root. */
    private static String postgres(String program, String... arguments) throws Exception {
        List<String> command = new ArrayList<>();
        if (OrdinaryUser.needed()) {
            command.addAll(OrdinaryUser.COMMAND);
        }
        command.add(binaries().resolve(program).toString());
        command.addAll(List.of(arguments));
        Program.Result result = Program.run(Duration.ofSeconds(60), Map.of(), command);
        assertThat(result.status()).as(result.err()).isZero();
        return result.out();
    }

    /** Debian keeps them by version, and off the path. */
    private static Path binaries() throws IOException {
        try (Stream<Path> versions = Files.list(Path.of("/usr/lib/postgresql"))) {
            return versions.sorted()
                    .reduce((before, last) -> last)
                    .orElseThrow()
                    .resolve("bin");
        }
    }
}
