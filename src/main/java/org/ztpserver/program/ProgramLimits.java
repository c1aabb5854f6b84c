package org.ztpserver.program;

import java.time.Duration;

/**
 * What a program of the operator's may take.
 *
 * @param time until it is killed
 * @param outputBytes on standard output and standard error, each
 */
public record ProgramLimits(Duration time, int outputBytes) {}
