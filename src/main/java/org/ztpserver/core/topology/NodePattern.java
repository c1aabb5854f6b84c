package org.ztpserver.core.topology;

import org.jspecify.annotations.Nullable;

/**
 * A pattern of neighbordb: it describes nodes and names their definition (section A6 of the contract).
 *
 * @param definition the name of a file below {@code definitions/}, as written
 * @param node the identifier of the only node that the pattern applies to, as written; null for any node
 * @param configHandler the name of a file below {@code config-handlers/}, as written
 * @param line the line in neighbordb where the pattern begins, counted from 1
 */
public record NodePattern(
        String name,
        String definition,
        @Nullable String node,
        @Nullable String configHandler,
        Requirements requirements,
        int line) {}
