package org.ztpserver.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code sqlite('table')} and {@code sql('table')}, the latter on a real PostgreSQL that two servers share. */
class DatabasePoolsIT {

    private static final int NODES = 100;

    @TempDir
    private Path folder;

    @Test
    void twoServersShareATableOfPostgres() throws Exception {
        PoolSite site = site(NODES + 1, Map.of("v", "sql('mgmt')"));
        try (PostgresProcess postgres = PostgresProcess.start(folder)) {
            postgres.execute("CREATE TABLE mgmt (node_id varchar(64), key inet)");
            postgres.execute("INSERT INTO mgmt (key) SELECT inet '10.0.0.0' + n FROM generate_series(1, 100) n");
            String[] conf = {"[resources]", "jdbc_url = " + postgres.url(), "user = ztps"};
            try (ServerProcess one = site.server(conf).start();
                    ServerProcess other = site.server(conf).start()) {
                Set<String> values = askAllAtOnce(List.of(one.url(), other.url()));

                assertThat(values).hasSize(NODES);
                assertThat(postgres.query("SELECT count(DISTINCT node_id) FROM mgmt"))
                        .isEqualTo("100");
                assertThat(PoolSite.value(other.url(), "N0")).isEqualTo(PoolSite.value(one.url(), "N0"));
                assertThat(PoolSite.get(one.url(), "N" + NODES).sentence(400)).contains("table mgmt is exhausted");
                assertThat(postgres.query("SELECT key FROM mgmt WHERE node_id = 'N7'"))
                        .isEqualTo(PoolSite.value(one.url(), "N7"));
            }
        }
    }

    @Test
    void aTableIsWhatPostgresListsAndADatabaseThatIsGoneIsNamed() throws Exception {
        PoolSite site = site(1, Map.of("v", "sql('none')"));
        try (PostgresProcess postgres = PostgresProcess.start(folder)) {
            postgres.execute("CREATE TABLE y (node_id text, key text)");
            postgres.execute("CREATE TABLE numbers (node_id integer, key integer)");
            postgres.execute("INSERT INTO numbers (key) VALUES (1)");
            try (ServerProcess server = site.server(
                            "[resources]", "jdbc_url = " + postgres.url() + "?password=secret", "user = ztps")
                    .start()) {
                for (String table : List.of("x\\\";drop/**/table/**/y", "Y", "pg_class", "%", "y';--")) {
                    site.define(Map.of("v", "sql('" + table + "')"));
                    assertThat(PoolSite.get(server.url(), "N0").sentence(400)).contains("has no table");
                }
                assertThat(postgres.query("SELECT count(*) FROM y")).isEqualTo("0");
                site.define(Map.of("v", "sql('numbers')"));
                assertThat(PoolSite.get(server.url(), "N0").sentence(400))
                        .contains("failed: the log has the reason")
                        .doesNotContain("secret");

                postgres.stop();
                assertThat(PoolSite.get(server.url(), "N0").sentence(400))
                        .contains("failed: the log has the reason")
                        .doesNotContain("secret");
                assertThat(server.log()).noneMatch(line -> line.contains("secret"));
            }
        }
    }

    @Test
    void aTableOfSqliteGivesItsValuesInTheirOrder() throws Exception {
        PoolSite site = site(2, Map.of("v", "sqlite('mgmt')", "w", "sqlite('mgmt#lo0')"));
        site.files().folder("db");
        sqlite(site, "CREATE TABLE mgmt (key TEXT, node_id TEXT)");
        sqlite(site, "INSERT INTO mgmt VALUES ('c', NULL), ('a', NULL), ('b', NULL)");
        try (ServerProcess server = site.server().start()) {
            assertThat(Set.copyOf(PoolSite.values(server.url(), "N0").values())).isEqualTo(Set.of("c", "a"));
            assertThat(PoolSite.get(server.url(), "N1").sentence(400)).contains("table mgmt is exhausted");
            site.define(Map.of("v", "sqlite('mgmt')", "w", "allocate('none')"));
            assertThat(PoolSite.get(server.url(), "N1").sentence(400)).contains("no pool resources/none");
            site.define(Map.of("v", "sqlite('mgmt')"));
            assertThat(PoolSite.value(server.url(), "N1")).isEqualTo("b"); // what the failed requests had taken
            assertThat(PoolSite.values(server.url(), "N0").get("v")).isIn("a", "c");
        }
    }

    @Test
    void theLibraryOfSqliteThatCanNotBeLoadedIsNamed() {
        PoolSite site = site(1, Map.of("v", "sqlite('mgmt')"));
        site.files().folder("db");
        site.files().write("db/resources.db", "");
        Path gone = folder.resolve("gone");
        try (ServerProcess server = site.server()
                .environment("JAVA_TOOL_OPTIONS", "-Dorg.sqlite.tmpdir=" + gone)
                .start()) {
            for (int i = 0; i < 2; i++) {
                assertThat(PoolSite.get(server.url(), "N0").sentence(400))
                        .contains("can't load the SQLite library from " + gone)
                        .contains("org.sqlite.tmpdir");
            }
            assertThat(server.log()).noneMatch(line -> line.startsWith("\tat ") || line.contains("Exception"));
        }
    }

    private PoolSite site(int nodes, Map<String, String> values) {
        PoolSite site = new PoolSite(folder.resolve("dataroot"), values);
        site.know(nodes);
        return site;
    }

    private static void sqlite(PoolSite site, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:sqlite:" + site.files().path("db/resources.db"));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Set<String> askAllAtOnce(List<URI> servers) throws Exception {
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            List<Future<String>> asked = IntStream.range(0, NODES)
                    .mapToObj(i -> threads.submit(() -> PoolSite.value(servers.get(i % servers.size()), "N" + i)))
                    .toList();
            Set<String> values = new HashSet<>();
            for (Future<String> node : asked) {
                values.add(node.get());
            }
            return values;
        } finally {
            threads.shutdownNow();
        }
    }
}
