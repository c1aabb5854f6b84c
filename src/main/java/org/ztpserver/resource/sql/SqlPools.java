package org.ztpserver.resource.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.ztpserver.core.definition.ResourceCall;
import org.ztpserver.core.fault.FaultKind;
import org.ztpserver.core.fault.ProvisioningException;
import org.ztpserver.core.node.IdentifierScheme;
import org.ztpserver.core.node.Node;
import org.ztpserver.core.node.NodeId;
import org.ztpserver.core.node.Printable;
import org.ztpserver.core.pool.Claim;
import org.ztpserver.resource.Claims;
import org.ztpserver.resource.ResourceSource;

/**
 * {@code sqlite('table')} and {@code sql('table')}: pools in a database. Each pool is a table with the columns {@code
 * node_id} and {@code key} (contract A7).
 *
 * <p>Each request is one serializable transaction. This server runs its requests one after the other. If several
 * servers use the database at the same time, it lets one through, and the others try again.
 */
public final class SqlPools implements ResourceSource {

    /** A switch waits for 30 s. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private static final Logger log = LoggerFactory.getLogger(SqlPools.class);

    private final Database database;
    private final IdentifierScheme scheme;
    private final ReentrantLock oneByOne = new ReentrantLock(true);

    /** Opens the database, but only when a value is needed. */
    public interface Database {

        /** The name of the database, for messages. */
        String name();

        /** @throws ProvisioningException (NO_VALUE, UNAVAILABLE) if the database, or the data root, is missing */
        DataSource open();
    }

    public SqlPools(Database database, IdentifierScheme scheme) {
        this.database = database;
        this.scheme = scheme;
    }

    private interface Transaction<T> {
        T run(Connection connection) throws SQLException;
    }

    private record Row(String table, SqlPool.Value value, String owner) {}

    private record Assigned(Map<ResourceCall, @Nullable Object> values, List<Row> rows) {}

    @Override
    public Allocation take(NodeId id, Node node, Set<ResourceCall> calls) {
        Assigned assigned = transact(connection -> allocate(connection, id, calls));
        List<Fresh> fresh = assigned.rows.stream()
                .map(row -> new Fresh("table " + row.table, row.owner, row.value.text()))
                .toList();
        return new Allocation(assigned.values, fresh, kept -> {
            List<Row> rows = new ArrayList<>(assigned.rows);
            calls.stream()
                    .filter(kept::contains)
                    .map(Claims::of)
                    .forEach(claim ->
                            rows.removeIf(row -> row.table.equals(claim.pool()) && row.owner.equals(claim.owner(id))));
            if (!rows.isEmpty()) {
                transact(connection -> release(connection, rows));
            }
        });
    }

    @Override
    public void check(ResourceCall call) {
        transact(connection -> SqlPool.open(connection, Claims.of(call).pool(), scheme));
    }

    private Assigned allocate(Connection connection, NodeId id, Set<ResourceCall> calls) throws SQLException {
        Assigned assigned = new Assigned(new LinkedHashMap<>(), new ArrayList<>());
        // One order for everybody: two servers that wait for each other's table lose a second each time.
        List<ResourceCall> byTable = new ArrayList<>(calls);
        byTable.sort(Comparator.comparing(call -> Claims.of(call).pool()));
        for (ResourceCall call : byTable) {
            Claim claim = Claims.of(call);
            SqlPool pool = SqlPool.open(connection, claim.pool(), scheme);
            String owner = claim.owner(id);
            SqlPool.Value value = pool.ownedBy(owner);
            if (value == null) {
                value = pool.assignFree(owner);
                assigned.rows.add(new Row(claim.pool(), value, owner));
            }
            assigned.values.put(call, value.text());
        }
        return assigned;
    }

    private int release(Connection connection, List<Row> rows) throws SQLException {
        for (Row one : rows) {
            SqlPool.open(connection, one.table, scheme).release(one.value, one.owner);
        }
        return rows.size();
    }

    private <T> T transact(Transaction<T> transaction) {
        DataSource source = database.open();
        long limit = System.nanoTime() + PATIENCE.toNanos();
        if (!myTurn()) {
            throw new ProvisioningException(
                    FaultKind.NO_VALUE,
                    "the database " + database.name() + " was busy for " + PATIENCE.toSeconds()
                            + " s: earlier requests wait for it, too");
        }
        try {
            while (true) {
                try {
                    return once(source, transaction);
                } catch (SQLException e) {
                    if (!isConflict(e) || System.nanoTime() - limit > 0) {
                        log.warn("{}: {}", database.name(), Printable.escape(String.valueOf(e.getMessage())));
                        throw new ProvisioningException(
                                FaultKind.NO_VALUE,
                                "the database " + database.name() + " failed: the log has the reason");
                    }
                    LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(PAUSE_NANOS));
                }
            }
        } finally {
            oneByOne.unlock();
        }
    }

    private boolean myTurn() {
        try {
            return oneByOne.tryLock(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static <T> T once(DataSource source, Transaction<T> transaction) throws SQLException {
        try (Connection connection = source.getConnection()) {
            connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
            connection.setAutoCommit(false);
            try {
                T result = transaction.run(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                try {
                    connection.rollback();
                } catch (SQLException again) {
                    e.addSuppressed(again); // there may be no transaction to roll back
                }
                throw e;
            }
        }
    }

    /** SQLSTATE class 40 is a rollback in favour of another transaction. SQLite reports 5 (busy) and 6 (locked). */
    private static boolean isConflict(SQLException fault) {
        String state = fault.getSQLState();
        int primary = fault.getErrorCode() & 0xff;
        return (state != null && state.startsWith("40")) || (state == null && (primary == 5 || primary == 6));
    }
}
