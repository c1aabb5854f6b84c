package org.ztpserver.eos.wiring;

import org.ztpserver.core.site.FilePath;
import org.ztpserver.eos.http.BodyLimits;
import org.ztpserver.program.ProgramLimits;

/**
 * The settings of EOS.
 *
 * @param bootstrap the script, below {@code bootstrap/}
 * @param neighbordb below the data root
 * @param validateTopology false if {@code disable_topology_validation} is set
 */
public record EosSettings(
        FilePath bootstrap,
        FilePath neighbordb,
        boolean validateTopology,
        BodyLimits bodyLimits,
        ProgramLimits configHandlers,
        int configHandlersAtOnce) {}
