package org.ztpserver.http.flow;

import org.ztpserver.http.AnswerMemory;

/** What one answer has of the {@link Memory} for large answers. */
final class Reservation implements AnswerMemory {

    static final String REASON = "too many large answers at the same time";

    private final Memory memory;
    private final Busy busy;
    private int taken;

    Reservation(Memory memory, Busy busy) {
        this.memory = memory;
        this.busy = busy;
    }

    @Override
    public void take(long bytes) {
        if (!grow((int) Math.min(bytes, Integer.MAX_VALUE))) {
            throw busy.refusal(REASON);
        }
    }

    /** @return false if other answers have the memory; this one has none then */
    synchronized boolean grow(int bytes) {
        if (bytes > taken) {
            if (!memory.take(taken, bytes)) {
                taken = 0;
                return false;
            }
            taken = bytes;
        }
        return true;
    }

    synchronized void giveBack() {
        memory.giveBack(taken);
        taken = 0;
    }
}
