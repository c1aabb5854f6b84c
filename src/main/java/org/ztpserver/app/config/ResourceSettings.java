package org.ztpserver.app.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.ztpserver.program.ProgramLimits;
import org.ztpserver.resource.sql.JdbcDatabase;

/**
 * The settings of pools, plugins and config-handlers.
 *
 * @param sqlite the database of {@code sqlite('table')}: absolute, or below the data root
 * @param jdbcUrl of the database of {@code sql('table')}; empty when there is none
 * @param outputLimit of plugins and config-handlers, in bytes
 */
public record ResourceSettings(
        Path sqlite,
        Optional<String> jdbcUrl,
        Optional<String> user,
        Optional<String> password,
        Duration pluginTimeout,
        Duration configHandlerTimeout,
        int outputLimit) {

    public Optional<JdbcDatabase.Login> database() {
        return jdbcUrl.map(url -> new JdbcDatabase.Login(url, user, password));
    }

    public ProgramLimits plugins() {
        return new ProgramLimits(pluginTimeout, outputLimit);
    }

    public ProgramLimits configHandlers() {
        return new ProgramLimits(configHandlerTimeout, outputLimit);
    }
}
