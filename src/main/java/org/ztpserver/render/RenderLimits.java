package org.ztpserver.render;

import java.time.Duration;

/**
 * What one rendering may use.
 *
 * @param time until it has to be done
 * @param characters of the configuration
 * @param allocatedBytes of memory over the whole rendering, whether in use or not
 */
public record RenderLimits(Duration time, int characters, long allocatedBytes) {

    /** 5 s (a switch waits for 30), 4 Mi characters and 512 MiB: a configuration takes some milliseconds and kilobytes. */
    public static final RenderLimits DEFAULT = new RenderLimits(Duration.ofSeconds(5), 4 << 20, 512L << 20);
}
