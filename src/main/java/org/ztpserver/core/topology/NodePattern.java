package org.ztpserver.core.topology;

import org.jspecify.annotations.Nullable;

/**
 * One pattern of neighbordb: a description of nodes, and what they get (section A6 of the contract).
 *
 * @param definition the name of a file below {@code definitions/}, as it was written
 * @param node the identifier of the one node that the pattern is for, as it was written; null when it is for any
 * @param configHandler the name of a file below {@code config-handlers/}, as it was written
 * @param line where it begins in neighbordb, counted from 1
 */
public record NodePattern(
        String name,
        String definition,
        @Nullable String node,
        @Nullable String configHandler,
        Requirements requirements,
        int line) {}
