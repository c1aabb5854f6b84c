package org.ztpserver.resource.sql;

import java.util.List;
import java.util.stream.Collectors;
import org.ztpserver.resource.ValueSourceContract;

/** Statements for a table of values, as {@link ValueSourceContract} describes one. */
public final class PoolTable {

    private PoolTable() {}

    public static String create(String name) {
        return "CREATE TABLE " + name + " (key TEXT, node_id TEXT)";
    }

    /** @param values each {@code VALUE} or {@code VALUE=OWNER} */
    public static String insert(String name, List<String> values) {
        return values.stream()
                .map(value -> value.contains("=") ? "'" + value.replace("=", "', '") + "'" : "'" + value + "', NULL")
                .collect(Collectors.joining("), (", "INSERT INTO " + name + " (key, node_id) VALUES (", ")"));
    }

    /** A query for all of its values. */
    public static String select(String name) {
        return "SELECT key || coalesce('=' || node_id, '') FROM " + name + " ORDER BY key";
    }
}
