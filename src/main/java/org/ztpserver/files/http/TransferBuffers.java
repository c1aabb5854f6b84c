package org.ztpserver.files.http;

import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * The large buffers of fast downloads: few, outside of the heap, and used again. A download that gets none goes on with
 * its small one.
 */
final class TransferBuffers {

    /** Larger ones are not faster. */
    private static final int BYTES = 128 * 1024;

    /** All together 8 MB. */
    private static final int COUNT = 64;

    private final Semaphore left = new Semaphore(COUNT);
    private final BlockingQueue<ByteBuffer> unused = new ArrayBlockingQueue<>(COUNT);

    /** @return null if all are in use */
    @Nullable
    ByteBuffer take() {
        if (!left.tryAcquire()) {
            return null;
        }
        ByteBuffer known = unused.poll();
        return known == null ? ByteBuffer.allocateDirect(BYTES) : known;
    }

    /** @param free false if the container may still write from it: nobody gets it again then */
    void giveBack(ByteBuffer buffer, boolean free) {
        if (free) {
            unused.add(buffer);
        }
        left.release();
    }
}
