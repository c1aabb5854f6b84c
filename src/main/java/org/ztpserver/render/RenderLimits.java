package org.ztpserver.render;

import java.time.Duration;

/**
 * The limits of one rendering.
 *
 * @param time the maximum duration
 * @param characters the maximum length of the configuration
 * @param allocatedBytes the maximum of memory allocated in total, whether still in use or not
 */
public record RenderLimits(Duration time, int characters, long allocatedBytes) {

    /** 5 s (a switch waits for 30), 4 Mi characters and 512 MiB: a configuration takes some milliseconds and kilobytes. */
    public static final RenderLimits DEFAULT = new RenderLimits(Duration.ofSeconds(5), 4 << 20, 512L << 20);
}
