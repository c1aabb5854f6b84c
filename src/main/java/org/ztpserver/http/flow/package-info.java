/**
 * Bodies and answers on their way, without a thread that waits for a client ({@code docs/adr/0015}): who sends or reads
 * slowly, or not at all, costs memory within limits and nothing else.
 */
@NullMarked
package org.ztpserver.http.flow;

import org.jspecify.annotations.NullMarked;
