package org.ztpserver.resource.sql;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.ztpserver.core.fault.FaultKind;
import org.ztpserver.core.fault.ProvisioningException;
import org.ztpserver.core.node.IdentifierScheme;
import org.ztpserver.resource.Owners;

/** A table of values within one transaction. Names are those that the database lists; values are bound parameters. */
final class SqlPool {

    private static final String NODE = "node_id";
    private static final String KEY = "key";

    private final Connection connection;
    private final IdentifierScheme scheme;
    private final UnaryOperator<String> normalize;
    private final String name;
    private final String table;
    private final String node;
    private final String key;

    private SqlPool(
            Connection connection, IdentifierScheme scheme, String name, Map<String, String> columns, String quote) {
        this.connection = connection;
        this.scheme = scheme;
        this.normalize = Owners.normalizer(scheme);
        this.name = name;
        this.table = quote + name + quote;
        this.node = quote + columns.get(NODE) + quote;
        this.key = quote + columns.get(KEY) + quote;
    }

    /** @throws ProvisioningException (NO_VALUE) if the table or a column is missing */
    static SqlPool open(Connection connection, String name, IdentifierScheme scheme) throws SQLException {
        DatabaseMetaData meta = connection.getMetaData();
        String quote = meta.getIdentifierQuoteString();
        boolean found = false;
        try (ResultSet tables =
                meta.getTables(connection.getCatalog(), connection.getSchema(), "%", new String[] {"TABLE"})) {
            while (tables.next()) {
                found |= tables.getString("TABLE_NAME").equals(name);
            }
        }
        if (!found || name.contains(quote)) {
            throw new ProvisioningException(FaultKind.NO_VALUE, "the database has no table " + name);
        }
        Map<String, String> columns = new HashMap<>();
        try (ResultSet rows = meta.getColumns(connection.getCatalog(), connection.getSchema(), "%", "%")) {
            while (rows.next()) {
                if (rows.getString("TABLE_NAME").equals(name)) {
                    String column = rows.getString("COLUMN_NAME");
                    columns.put(column.toLowerCase(Locale.ROOT), column);
                }
            }
        }
        if (!columns.containsKey(NODE) || !columns.containsKey(KEY)) {
            throw new ProvisioningException(
                    FaultKind.NO_VALUE, "table " + name + " must have the columns node_id and key");
        }
        return new SqlPool(connection, scheme, name, columns, quote);
    }

    /**
     * A value of the table.
     *
     * @param key the value as the database stores it, to find its row again
     * @param text the value for the node
     */
    record Value(Object key, String text) {}

    /** The value of the owner; null if it has none. */
    @Nullable
    Value ownedBy(String owner) throws SQLException {
        String query = "SELECT " + key + ", " + node + " FROM " + table + " WHERE " + comparable() + " = ?";
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, scheme.normalize(owner));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    // The normalization of identifiers also makes some different names after '#' equal.
                    if (normalize.apply(rows.getString(2)).equals(normalize.apply(owner))
                            && rows.getObject(1) != null) {
                        return new Value(rows.getObject(1), rows.getString(1));
                    }
                }
                return null;
            }
        }
    }

    /**
     * Gives the first free value to an owner that has none.
     *
     * @throws ProvisioningException (NO_VALUE) if no value is free, or if the table can't store the owner
     */
    Value assignFree(String owner) throws SQLException {
        Value free = firstFree();
        if (free == null) {
            throw new ProvisioningException(
                    FaultKind.NO_VALUE, "table " + name + " is exhausted: insert values with node_id NULL");
        }
        update(
                "UPDATE " + table + " SET " + node + " = ? WHERE " + key + " = ? AND " + node + " IS NULL",
                owner,
                free.key);
        if (!owner.equals(storedOwner(free.key))) {
            throw new ProvisioningException(
                    FaultKind.NO_VALUE,
                    "table " + name + " changes the node " + owner
                            + " when it stores it: its column node_id must be TEXT or VARCHAR");
        }
        return free;
    }

    /** A value in two rows, one of which is taken, is not free. */
    private @Nullable Value firstFree() throws SQLException {
        String query = "SELECT f." + key + " FROM " + table + " f WHERE f." + node + " IS NULL AND f." + key
                + " IS NOT NULL AND NOT EXISTS (SELECT 1 FROM " + table + " t WHERE t." + key + " = f." + key
                + " AND t." + node + " IS NOT NULL) ORDER BY " + order();
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setMaxRows(1);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? new Value(rows.getObject(1), rows.getString(1)) : null;
            }
        }
    }

    private @Nullable String storedOwner(Object value) throws SQLException {
        String query = "SELECT " + node + " FROM " + table + " WHERE " + key + " = ?";
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setObject(1, value);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? rows.getString(1) : null;
            }
        }
    }

    /** Frees a value if this owner still has it. */
    void release(Value value, String owner) throws SQLException {
        update(
                "UPDATE " + table + " SET " + node + " = NULL WHERE " + key + " = ? AND " + node + " = ?",
                value.key,
                owner);
    }

    private String comparable() {
        return switch (scheme) {
            case SERIALNUMBER -> node;
            case SYSTEMMAC -> "lower(replace(replace(replace(" + node + ", ':', ''), '.', ''), '-', ''))";
        };
    }

    /** The order of insertion if the database knows it, else the order of the values. */
    private String order() throws SQLException {
        boolean sqlite = connection.getMetaData().getDatabaseProductName().equals("SQLite");
        return "f." + (sqlite ? "rowid" : key);
    }

    private void update(String text, Object first, Object second) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(text)) {
            statement.setObject(1, first);
            statement.setObject(2, second);
            statement.executeUpdate();
        }
    }
}
