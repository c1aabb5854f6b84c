package org.ztpserver.program;

import java.time.Duration;

/**
 * The limits of a run of an operator's program.
 *
 * @param time the time after which it is killed
 * @param outputBytes the maximum on standard output, and the same on standard error
 */
public record ProgramLimits(Duration time, int outputBytes) {}
