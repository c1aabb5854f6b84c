package org.ztpserver.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code sqlite('table')} and {@code sql('table')}, the latter on a real PostgreSQL, over HTTP. */
class DatabasePoolsIT {

    @TempDir
    private Path folder;

    @Test
    void aTableOfPostgresGivesItsValuesAndADatabaseThatIsGoneIsNamed() throws Exception {
        PoolSite site = site(3, Map.of("v", "sql('mgmt')"));
        try (PostgresProcess postgres = PostgresProcess.start(folder)) {
            postgres.execute("CREATE TABLE mgmt (node_id varchar(64), key inet)");
            postgres.execute("INSERT INTO mgmt (key) SELECT inet '10.0.0.0' + n FROM generate_series(1, 2) n");
            try (ServerProcess server = site.server(
                            "[resources]", "jdbc_url = " + postgres.url() + "?password=secret", "user = ztps")
                    .start()) {
                assertThat(PoolSite.value(server.url(), "N0")).isEqualTo("10.0.0.1");
                assertThat(PoolSite.value(server.url(), "N1")).isEqualTo("10.0.0.2");
                assertThat(PoolSite.value(server.url(), "N0")).isEqualTo("10.0.0.1");
                assertThat(PoolSite.get(server.url(), "N2").sentence(400)).contains("table mgmt is exhausted");
                assertThat(postgres.query("SELECT key FROM mgmt WHERE node_id = 'N1'"))
                        .isEqualTo("10.0.0.2");

                site.define(Map.of("v", "sql('x\\\";drop/**/table/**/mgmt')"));
                assertThat(PoolSite.get(server.url(), "N0").sentence(400)).contains("has no table");
                assertThat(postgres.query("SELECT count(*) FROM mgmt")).isEqualTo("2");

                postgres.stop();
                site.define(Map.of("v", "sql('mgmt')"));
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
            assertThat(PoolSite.get(server.url(), "N1").sentence(400)).contains("resources/none is missing");
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
}
