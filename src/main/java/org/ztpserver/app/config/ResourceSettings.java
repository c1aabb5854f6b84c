package org.ztpserver.app.config;

import java.nio.file.Path;
import java.util.Optional;
import org.ztpserver.program.ProgramLimits;
import org.ztpserver.resource.sql.JdbcDatabase;

/**
 * The settings of pools and plugins.
 *
 * @param sqlite the database of {@code sqlite('table')}: absolute, or below the data root
 * @param jdbcUrl of the database of {@code sql('table')}; empty when there is none
 */
public record ResourceSettings(
        Path sqlite,
        Optional<String> jdbcUrl,
        Optional<String> user,
        Optional<String> password,
        ProgramLimits plugins) {

    public Optional<JdbcDatabase.Login> database() {
        return jdbcUrl.map(url -> new JdbcDatabase.Login(url, user, password));
    }
}
