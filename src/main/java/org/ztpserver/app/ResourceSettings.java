package org.ztpserver.app;

import java.nio.file.Path;
import java.util.Optional;
import org.ztpserver.repository.pool.JdbcDatabase;
import org.ztpserver.repository.program.ProgramLimits;

/**
 * The settings of pools, plugins and config-handlers.
 *
 * @param sqlite the database of {@code sqlite('table')}: absolute, or below the data root
 * @param database of {@code sql('table')}; empty when there is none
 */
record ResourceSettings(
        Path sqlite, Optional<JdbcDatabase.Login> database, ProgramLimits plugins, ProgramLimits configHandlers) {}
