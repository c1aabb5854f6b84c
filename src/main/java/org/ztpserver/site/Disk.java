package org.ztpserver.site;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** Reads files and their states. Tests replace it by file systems that are hard to come by. */
interface Disk {

    FileStat stat(Path path) throws IOException;

    /** The bytes of a file, but not more than its size was a moment ago. */
    byte[] read(Path path, long size) throws IOException;

    Disk REAL = new Disk() {

        /** Java copies the bytes that it reads, and every thread keeps memory for its largest copy. */
        private static final int CHUNK_BYTES = 128 * 1024;

        @Override
        public FileStat stat(Path path) throws IOException {
            return FileStat.of(path);
        }

        @Override
        public byte[] read(Path path, long size) throws IOException {
            byte[] bytes = new byte[(int) Math.min(size, Integer.MAX_VALUE - 8)];
            int at = 0;
            try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
                while (at < bytes.length) {
                    int read = channel.read(ByteBuffer.wrap(bytes, at, Math.min(CHUNK_BYTES, bytes.length - at)));
                    if (read < 0) {
                        return Arrays.copyOf(bytes, at);
                    }
                    at += read;
                }
            }
            return bytes;
        }
    };
}
