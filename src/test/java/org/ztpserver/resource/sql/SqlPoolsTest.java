package org.ztpserver.resource.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ztpserver.core.definition.ResourceCall;
import org.ztpserver.core.fault.FaultKind;
import org.ztpserver.core.fault.Faults;
import org.ztpserver.core.node.IdentifierScheme;
import org.ztpserver.core.node.Node;
import org.ztpserver.core.node.NodeId;
import org.ztpserver.resource.ResourceSource.Allocation;
import org.ztpserver.resource.ValueSourceContract;
import org.ztpserver.site.DataRoot;

/** Pools in tables, those of SQLite here. */
@Timeout(60)
class SqlPoolsTest implements ValueSourceContract {

    private static final Node NODE = new Node("DCS-7050S-64", null, null, null, Map.of());

    @TempDir
    private Path folder;

    private final ExecutorService nodes = Executors.newCachedThreadPool();

    @BeforeEach
    void makeDatabase() throws Exception {
        Files.createDirectory(folder.resolve("db"));
        execute(PoolTable.create("mgmt"));
    }

    @AfterEach
    void stopNodes() {
        nodes.shutdownNow();
    }

    @Override
    public String function() {
        return "sqlite";
    }

    @Override
    public String noun() {
        return "table";
    }

    @Override
    public SqlPools server(IdentifierScheme scheme) {
        return new SqlPools(new SqliteDatabase(new DataRoot(folder), Path.of("db/resources.db")), scheme);
    }

    @Override
    public void makePool(String name, List<String> values) throws SQLException {
        execute(PoolTable.create(name));
        execute(PoolTable.insert(name, values));
    }

    @Override
    public List<String> pool(String name) throws SQLException {
        return rows(PoolTable.select(name));
    }

    @Test
    void valuesAreHandedOutInTheOrderInWhichTheyWereInserted() throws Exception {
        execute("INSERT INTO mgmt VALUES ('10.0.0.9', NULL), ('10.0.0.1', 'JPE0'), ('10.0.0.2', NULL)");

        assertThat(take("JPE1", "sqlite('mgmt')")).containsExactly("10.0.0.9");
        assertThat(take("JPE2", "sqlite(\"mgmt\")")).containsExactly("10.0.0.2");
        assertThat(take("JPE1", "sqlite('mgmt')")).containsExactly("10.0.0.9");
        assertThat(take("JPE0", "sqlite('mgmt')")).containsExactly("10.0.0.1");

        assertThat(rows("SELECT key, node_id FROM mgmt"))
                .containsExactly("10.0.0.9|JPE1", "10.0.0.1|JPE0", "10.0.0.2|JPE2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"key TEXT", "key INTEGER", "key", "key NUMERIC UNIQUE"})
    void valuesMayBeNumbers(String column) throws Exception {
        execute("CREATE TABLE asn (node_id TEXT, " + column + ")");
        execute("INSERT INTO asn (key) VALUES (65001), (65002)");

        assertThat(take("JPE1", "sqlite('asn')")).containsExactly("65001");
        assertThat(take("JPE2", "sqlite('asn')")).containsExactly("65002");
        assertThat(take("JPE1", "sqlite('asn')")).containsExactly("65001");
    }

    @Test
    void aRowWithoutAValueAndAValueThatIsTakenInAnotherRowAreNotFree() throws Exception {
        execute("INSERT INTO mgmt VALUES (NULL, NULL), ('10.0.0.1', NULL), ('10.0.0.1', 'JPE1'), ('10.0.0.2', NULL)");

        assertThat(take("JPE2", "sqlite('mgmt')")).containsExactly("10.0.0.2");
        assertThatThrownBy(() -> take("JPE3", "sqlite('mgmt')")).hasMessageContaining("exhausted");
    }

    @Test
    void aTableThatChangesIdentifiersIsRefused() throws Exception {
        execute("CREATE TABLE asn (key TEXT, node_id STRING)"); // which SQLite takes for a number
        execute("INSERT INTO asn VALUES ('65001', NULL)");

        assertThatThrownBy(() -> take("001122334455", "sqlite('asn')"))
                .is(Faults.fault(FaultKind.NO_VALUE))
                .hasMessageContaining("node_id must be TEXT");

        assertThat(rows("SELECT node_id FROM asn")).containsExactly("null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x\";drop/**/table/**/mgmt", "x';--", "MGMT", "sqlite_master", "mgm_", "%", "none"})
    void aTableThatTheDatabaseDoesNotListIsNotAPool(String table) throws Exception {
        execute("INSERT INTO mgmt VALUES ('10.0.0.1', NULL)");
        ResourceCall call = new ResourceCall("sqlite", table);

        assertThatThrownBy(() -> server(IdentifierScheme.SERIALNUMBER).take(NodeId.parse("JPE1"), NODE, Set.of(call)))
                .is(Faults.fault(FaultKind.NO_VALUE))
                .hasMessageContaining("the database has no table " + table);

        assertThat(rows("SELECT key, node_id FROM mgmt")).containsExactly("10.0.0.1|null");
    }

    @Test
    void namesThatNeedQuotesAreTables() throws Exception {
        execute("CREATE TABLE \"drop table mgmt; --\" (Key TEXT, NODE_ID TEXT)");
        execute("INSERT INTO \"drop table mgmt; --\" VALUES ('a', NULL)");

        assertThat(values(server(IdentifierScheme.SERIALNUMBER)
                        .take(NodeId.parse("JPE1"), NODE, Set.of(new ResourceCall("sqlite", "drop table mgmt; --")))))
                .containsExactly("a");
    }

    @Test
    void aTableWithOtherColumnsIsNotAPool() throws Exception {
        execute("CREATE TABLE other (value TEXT, node_id TEXT)");

        assertThatThrownBy(() -> take("JPE1", "sqlite('other')"))
                .is(Faults.fault(FaultKind.NO_VALUE))
                .hasMessageContaining("table other must have the columns node_id and key");
    }

    @Test
    void aMissingDatabaseIsReportedAndNotCreated() throws Exception {
        Files.delete(folder.resolve("db/resources.db"));

        assertThatThrownBy(() -> take("JPE1", "sqlite('mgmt')"))
                .is(Faults.fault(FaultKind.NO_VALUE))
                .hasMessageContaining("resources.db");

        assertThat(folder.resolve("db/resources.db")).doesNotExist();
    }

    @Test
    void aFileThatIsNotADatabaseIsReported() throws Exception {
        Files.writeString(folder.resolve("db/resources.db"), "not a database, although it is long enough for one\n");

        assertThatThrownBy(() -> take("JPE1", "sqlite('mgmt')"))
                .is(Faults.fault(FaultKind.NO_VALUE))
                .hasMessageContaining("resources.db");
    }

    @Test
    void aDatabaseThatAnotherProgramWritesIsWaitedFor() throws Exception {
        execute("INSERT INTO mgmt VALUES ('10.0.0.1', NULL)");
        try (Connection other = connect();
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN EXCLUSIVE");
            Future<List<Object>> node = nodes.submit(() -> take("JPE1", "sqlite('mgmt')"));
            statement.execute("INSERT INTO mgmt VALUES ('10.0.0.2', 'JPE1')");
            assertThat(node.isDone()).isFalse();
            statement.execute("COMMIT");

            assertThat(node.get()).containsExactly("10.0.0.2");
        }
    }

    @Test
    void withoutAJdbcUrlTheMessageNamesTheSetting() {
        try (JdbcDatabase database = new JdbcDatabase(Optional.empty())) {
            SqlPools pools = new SqlPools(database, IdentifierScheme.SERIALNUMBER);
            assertThatThrownBy(() -> pools.take(NodeId.parse("JPE1"), NODE, calls("sql('mgmt')")))
                    .is(Faults.fault(FaultKind.NO_VALUE))
                    .hasMessageContaining("[resources] jdbc_url");
        }
    }

    @Test
    void anyJdbcUrlWithADriverWorks() throws Exception {
        execute("INSERT INTO mgmt VALUES ('10.0.0.1', NULL)");
        String url = "jdbc:sqlite:" + folder.resolve("db/resources.db");
        try (JdbcDatabase database =
                new JdbcDatabase(Optional.of(new JdbcDatabase.Login(url, Optional.empty(), Optional.empty())))) {
            SqlPools pools = new SqlPools(database, IdentifierScheme.SERIALNUMBER);
            assertThat(values(pools.take(NodeId.parse("JPE1"), NODE, calls("sql('mgmt')"))))
                    .containsExactly("10.0.0.1");
        }
    }

    @Test
    void aUrlWithoutADriverIsReported() {
        JdbcDatabase.Login login = new JdbcDatabase.Login("jdbc:none:x", Optional.empty(), Optional.empty());
        try (JdbcDatabase database = new JdbcDatabase(Optional.of(login))) {
            assertThatThrownBy(database::open)
                    .is(Faults.fault(FaultKind.NO_VALUE))
                    .hasMessageContaining("no JDBC driver");
        }
    }

    private List<Object> take(String id, String... calls) {
        return values(server(IdentifierScheme.SERIALNUMBER).take(NodeId.parse(id), NODE, calls(calls)));
    }

    private static List<Object> values(Allocation taken) {
        return List.copyOf(taken.values().values());
    }

    private static Set<ResourceCall> calls(String... calls) {
        return Arrays.stream(calls)
                .map(call -> ResourceCall.parse(call).orElseThrow())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("db/resources.db"));
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Each row as its columns with {@code |} between them. */
    private List<String> rows(String query) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                List<@Nullable String> row = new ArrayList<>();
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.add(result.getString(i));
                }
                rows.add(row.stream().map(String::valueOf).collect(Collectors.joining("|")));
            }
            return rows;
        }
    }
}
