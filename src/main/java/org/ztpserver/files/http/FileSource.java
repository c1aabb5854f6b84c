package org.ztpserver.files.http;

import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.ztpserver.files.ServedFile;
import org.ztpserver.http.flow.DirectOutput;
import org.ztpserver.http.flow.Source;

/** A part of a file, read piece by piece: small pieces at first, large ones for a client that takes them. */
final class FileSource implements Source {

    private static final Logger log = LoggerFactory.getLogger(FileSource.class);

    private static final int SMALL_BYTES = 16 * 1024;

    /** Who has taken this much reads: the buffers of sockets hold less. */
    private static final long FAST_BYTES = 8 << 20;

    private static final long VERIFIED_BYTES = 1 << 20;

    private final ServedFile file;
    private final ByteRange range;
    private final @Nullable DirectOutput direct;
    private final TransferBuffers buffers;
    private final Consumer<Boolean> whenDone;
    private final ByteBuffer small;
    private @Nullable ByteBuffer large;

    /**
     * @param direct null if the server can write only from the heap
     * @param whenDone is told once whether all bytes were sent
     */
    FileSource(
            ServedFile file,
            ByteRange range,
            @Nullable DirectOutput direct,
            TransferBuffers buffers,
            Consumer<Boolean> whenDone) {
        this.file = file;
        this.range = range;
        this.direct = direct;
        this.buffers = buffers;
        this.whenDone = whenDone;
        this.small = ByteBuffer.allocate((int) Math.min(SMALL_BYTES, range.length()));
    }

    @Override
    public long length() {
        return range.length();
    }

    @Override
    public int write(ServletOutputStream out, long sent) throws IOException {
        if (large == null && direct != null && sent >= FAST_BYTES) {
            large = buffers.take();
        }
        ByteBuffer buffer = large == null ? small : large;
        buffer.clear().limit((int) Math.min(buffer.capacity(), range.length() - sent));
        file.read(buffer, range.first() + sent);
        buffer.flip();
        verify(sent, sent + buffer.remaining());
        int bytes = buffer.remaining();
        if (direct == null || buffer.hasArray()) {
            out.write(buffer.array(), buffer.arrayOffset(), bytes);
        } else {
            direct.write(out, buffer);
        }
        return bytes;
    }

    /** Now and then, and always before the last byte is sent. */
    private void verify(long before, long after) throws IOException {
        if (after == range.length() || before / VERIFIED_BYTES != after / VERIFIED_BYTES) {
            file.verify();
        }
    }

    @Override
    public void ended(boolean complete) {
        whenDone.accept(complete);
        if (large != null) {
            buffers.giveBack(large, complete);
            large = null;
        }
        try {
            file.close();
        } catch (IOException e) {
            log.debug("a file that was read can't be closed", e);
        }
    }
}
