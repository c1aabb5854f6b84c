package org.ztpserver.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ztpserver.core.fault.Faults.assertThatFault;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ztpserver.core.definition.ResourceCall;
import org.ztpserver.core.fault.FaultKind;
import org.ztpserver.core.node.IdentifierScheme;
import org.ztpserver.core.node.Node;
import org.ztpserver.core.node.NodeId;
import org.ztpserver.resource.ValueSourceContract;
import org.ztpserver.resource.sql.JdbcDatabase;
import org.ztpserver.resource.sql.PoolTable;
import org.ztpserver.resource.sql.SqlPools;

/** Pools in tables of a real PostgreSQL. */
@Timeout(120)
class PostgresPoolsIT implements ValueSourceContract {

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private static Path folder;

    @SuppressWarnings("NullAway.Init") // set before the first
    private static PostgresProcess postgres;

    private final List<JdbcDatabase> open = new ArrayList<>();

    @AfterAll
    static void stop() {
        if (postgres != null) {
            postgres.close();
        }
    }

    /** Not before all: a test that is skipped shall say so. */
    @BeforeEach
    void beginWithoutTables() throws Exception {
        if (postgres == null) {
            postgres = PostgresProcess.start(folder);
        }
        postgres.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
    }

    @AfterEach
    void close() {
        open.forEach(JdbcDatabase::close);
    }

    @Override
    public String function() {
        return "sql";
    }

    @Override
    public String noun() {
        return "table";
    }

    @Override
    public SqlPools server(IdentifierScheme scheme) {
        JdbcDatabase database = new JdbcDatabase(Optional.of(
                new JdbcDatabase.Login(postgres.url() + "?password=secret", Optional.of("ztps"), Optional.empty())));
        open.add(database);
        return new SqlPools(database, scheme);
    }

    @Override
    public void makePool(String name, List<String> values) throws SQLException {
        postgres.execute(PoolTable.create(name));
        postgres.execute(PoolTable.insert(name, values));
    }

    @Override
    public List<String> pool(String name) throws SQLException {
        return postgres.queryAll(PoolTable.select(name));
    }

    @Test
    void aValueMayBeOfATypeOfPostgresAndIsWrittenAsPostgresDoes() throws SQLException {
        postgres.execute("CREATE TABLE mgmt (node_id varchar(64), key inet)");
        postgres.execute("INSERT INTO mgmt (key) VALUES ('10.0.0.10'), ('10.0.0.9'), ('2001:DB8::1/64')");

        assertThat(take("JPE1", "mgmt")).isEqualTo("10.0.0.9");
        assertThat(take("JPE2", "mgmt")).isEqualTo("10.0.0.10");
        assertThat(take("JPE3", "mgmt")).isEqualTo("2001:db8::1/64");
        assertThat(take("JPE1", "mgmt")).isEqualTo("10.0.0.9");

        assertThat(postgres.queryAll("SELECT node_id FROM mgmt ORDER BY key")).containsExactly("JPE1", "JPE2", "JPE3");
    }

    @Test
    void aTableIsWhatPostgresLists() throws SQLException {
        makePool("y", List.of("a"));

        for (String table : List.of("x\";drop/**/table/**/y", "Y", "pg_class", "%", "y';--")) {
            assertThatFault(FaultKind.NO_VALUE)
                    .isThrownBy(() -> take("JPE1", table))
                    .withMessage("the database has no table " + table);
        }

        assertThat(pool("y")).containsExactly("a");
    }

    @Test
    void aTableThatCanNotKeepIdentifiersGivesNothing() throws SQLException {
        postgres.execute("CREATE TABLE numbers (node_id integer, key integer)");
        postgres.execute("INSERT INTO numbers (key) VALUES (1)");

        assertThatFault(FaultKind.NO_VALUE)
                .isThrownBy(() -> take("JPE1", "numbers"))
                .withMessage("the database " + postgres.url() + " failed: the log has the reason");

        assertThat(postgres.query("SELECT count(*) FROM numbers WHERE node_id IS NULL"))
                .isEqualTo("1");
    }

    private Object take(String id, String table) {
        ResourceCall call = new ResourceCall("sql", table);
        return Optional.ofNullable(server(IdentifierScheme.SERIALNUMBER)
                        .take(NodeId.parse(id), new Node(null, null, null, null, Map.of()), Set.of(call))
                        .values()
                        .get(call))
                .orElseThrow();
    }
}
