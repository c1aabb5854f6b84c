package org.ztpserver.app;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.ztpserver.repository.pool.JdbcDatabase;
import org.ztpserver.repository.program.ProgramLimits;

/**
 * The settings of pools, plugins and config-handlers.
 *
 * @param sqlite the database of {@code sqlite('table')}: absolute, or below the data root
 * @param jdbcUrl of the database of {@code sql('table')}; empty when there is none
 * @param outputLimit of plugins and config-handlers, in bytes
 */
record ResourceSettings(
        Path sqlite,
        Optional<String> jdbcUrl,
        Optional<String> user,
        Optional<String> password,
        Duration pluginTimeout,
        Duration configHandlerTimeout,
        int outputLimit) {

    Optional<JdbcDatabase.Login> database() {
        return jdbcUrl.map(url -> new JdbcDatabase.Login(url, user, password));
    }

    ProgramLimits plugins() {
        return new ProgramLimits(pluginTimeout, outputLimit);
    }

    ProgramLimits configHandlers() {
        return new ProgramLimits(configHandlerTimeout, outputLimit);
    }
}
