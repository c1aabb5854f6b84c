package org.ztpserver.http.flow;

import java.time.Duration;

/**
 * What clients may cost.
 *
 * @param atOnce requests that are worked on at the same time; others wait
 * @param waiting requests that may wait; more are told to come back
 * @param patience how long a request may wait
 * @param memory bytes of all large bodies that arrive; large answers may take as much
 * @param idle the time within which a client must send or take something
 * @param minimumRate bytes a second that a client must send or take in this time; 0 for any
 */
public record FlowLimits(int atOnce, int waiting, Duration patience, int memory, Duration idle, int minimumRate) {}
