package org.ztpserver.http.flow;

/**
 * The memory for large bodies of all clients, or for large answers to them. Small ones are not counted: those of switches
 * always have room.
 */
final class Memory {

    private static final int SMALL_BYTES = 64 * 1024;

    private final long limit;
    private long used;

    /** @param limit in bytes */
    Memory(long limit) {
        this.limit = limit;
    }

    /**
     * Takes more for one, if there is more. One that is alone gets what it needs: it has a limit of its own. One
     * that gets no more gives back what it has, at once, so that of two large ones not both fail.
     *
     * @param has bytes that it has already
     * @param needs bytes that it needs all together
     */
    synchronized boolean take(int has, int needs) {
        long before = counted(has);
        long after = counted(needs);
        if (after > before && used - before + after > limit && used > before) {
            used -= before;
            return false;
        }
        used += after - before;
        return true;
    }

    synchronized void giveBack(int had) {
        used -= counted(had);
    }

    private static long counted(int bytes) {
        return bytes <= SMALL_BYTES ? 0 : bytes;
    }
}
