package org.ztpserver.app;

/**
 * What the launcher has to do when the process ends.
 *
 * @param hook the shutdown hook that does it
 * @param work what the hook does
 */
public record CleanUp(Thread hook, Runnable work) {}
