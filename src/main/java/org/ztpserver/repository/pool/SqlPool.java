package org.ztpserver.repository.pool;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ztpserver.core.node.IdentifierScheme;
import org.ztpserver.provisioning.ResourceException;

/** One table of values, within one transaction. Its name is one that the database itself lists; values are bound. */
final class SqlPool {

    private static final String NODE = "node_id";
    private static final String KEY = "key";

    private final Connection connection;
    private final IdentifierScheme scheme;
    private final String name;
    private final String table;
    private final String node;
    private final String key;

    private SqlPool(Connection connection, IdentifierScheme scheme, String name, String quote) {
        this.connection = connection;
        this.scheme = scheme;
        this.name = name;
        this.table = quote + name + quote;
        this.node = quote + NODE + quote;
        this.key = quote + KEY + quote;
    }

    /** @throws ResourceException when there is no such table, or it has other columns */
    static SqlPool open(Connection connection, String name, IdentifierScheme scheme) throws SQLException {
        DatabaseMetaData meta = connection.getMetaData();
        String quote = meta.getIdentifierQuoteString();
        Set<String> columns = new HashSet<>();
        boolean found = false;
        try (ResultSet tables =
                meta.getTables(connection.getCatalog(), connection.getSchema(), "%", new String[] {"TABLE"})) {
            while (tables.next()) {
                found |= tables.getString("TABLE_NAME").equals(name);
            }
        }
        if (!found || name.contains(quote)) {
            throw new ResourceException("the database has no table " + name);
        }
        try (ResultSet rows = meta.getColumns(connection.getCatalog(), connection.getSchema(), "%", "%")) {
            while (rows.next()) {
                if (rows.getString("TABLE_NAME").equals(name)) {
                    columns.add(rows.getString("COLUMN_NAME").toLowerCase(Locale.ROOT));
                }
            }
        }
        if (!columns.containsAll(Set.of(NODE, KEY))) {
            throw new ResourceException("the table " + name + " lacks a column: a pool has node_id and key");
        }
        return new SqlPool(connection, scheme, name, quote);
    }

    /** The value that the owner has; null when it has none. */
    @Nullable
    String ownedBy(String owner) throws SQLException {
        return first("SELECT " + key + " FROM " + table + " WHERE " + comparable() + " = ?", owner);
    }

    /**
     * Gives the first free value to an owner that has none.
     *
     * @throws ResourceException when none is free
     */
    String assignFree(String owner) throws SQLException {
        String free =
                first("SELECT " + key + " FROM " + table + " WHERE " + node + " IS NULL ORDER BY " + order(), null);
        if (free == null) {
            throw new ResourceException(
                    "table " + name + " is exhausted: all of its values are taken; insert some with node_id NULL");
        }
        update("UPDATE " + table + " SET " + node + " = ? WHERE " + key + " = ? AND " + node + " IS NULL", owner, free);
        return free;
    }

    /** Makes a value free, if this owner still has it. */
    void release(String value, String owner) throws SQLException {
        update("UPDATE " + table + " SET " + node + " = NULL WHERE " + key + " = ? AND " + node + " = ?", value, owner);
    }

    private String comparable() {
        return switch (scheme) {
            case SERIALNUMBER -> node;
            case SYSTEMMAC -> "lower(replace(replace(replace(" + node + ", ':', ''), '.', ''), '-', ''))";
        };
    }

    /** The order of insertion where the database knows it, else of the values. */
    private String order() throws SQLException {
        return connection.getMetaData().getDatabaseProductName().equals("SQLite") ? "rowid" : key;
    }

    private @Nullable String first(String query, @Nullable String parameter) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setMaxRows(1);
            if (parameter != null) {
                statement.setString(1, parameter);
            }
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? rows.getString(1) : null;
            }
        }
    }

    private void update(String statementText, String first, String second) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(statementText)) {
            statement.setString(1, first);
            statement.setString(2, second);
            statement.executeUpdate();
        }
    }
}
