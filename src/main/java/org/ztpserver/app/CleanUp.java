package org.ztpserver.app;

/**
 * The clean-up of the launcher when the process ends.
 *
 * @param hook the shutdown hook that runs it
 * @param work the work of the hook
 */
public record CleanUp(Thread hook, Runnable work) {}
