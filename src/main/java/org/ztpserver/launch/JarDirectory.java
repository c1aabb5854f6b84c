package org.ztpserver.launch;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipException;

/** The directory at the end of the WAR, or of a jar in it, as the format of ZIP files has it. */
final class JarDirectory {

    private static final int END_SIGNATURE = 0x06054b50;
    private static final int END_SIZE = 22;
    private static final int LONGEST_COMMENT = 0xffff;
    private static final int ENTRY_SIGNATURE = 0x02014b50;
    private static final int ENTRY_SIZE = 46;
    private static final int STORED = 0;
    private static final int DEFLATED = 8;

    private final WarFile war;
    private final String name;
    private final long begin;
    private final long end;

    /**
     * @param name for messages
     * @param begin where the archive begins, in bytes from the start of the WAR
     * @param end where it ends
     */
    JarDirectory(WarFile war, String name, long begin, long end) {
        this.war = war;
        this.name = name;
        this.begin = begin;
        this.end = end;
    }

    /**
     * Its files, without folders.
     *
     * @throws ZipException when there is no directory where it should be
     */
    List<WarFile.Entry> entries() throws IOException {
        ByteBuffer last = endRecord();
        int count = u16(last, 10);
        ByteBuffer directory = war.buffer(begin + u32(last, 16), Math.toIntExact(u32(last, 12)));
        List<WarFile.Entry> entries = new ArrayList<>(count);
        int at = 0;
        for (int i = 0; i < count; i++) {
            int method = u16(directory, at + 10);
            if (directory.getInt(at) != ENTRY_SIGNATURE || (method != STORED && method != DEFLATED)) {
                throw new ZipException(name + " has a directory that is no jar's");
            }
            byte[] file = new byte[u16(directory, at + 28)];
            directory.get(at + ENTRY_SIZE, file);
            WarFile.Entry entry = new WarFile.Entry(
                    new String(file, StandardCharsets.UTF_8),
                    begin + u32(directory, at + 42),
                    method == STORED,
                    directory.getInt(at + 20),
                    directory.getInt(at + 24),
                    directory.getInt(at + 16));
            if (!entry.name().endsWith("/")) {
                entries.add(entry);
            }
            at += ENTRY_SIZE + file.length + u16(directory, at + 30) + u16(directory, at + 32);
        }
        return entries;
    }

    /** The record that says where the directory is. It is the last one, but a comment may follow it. */
    private ByteBuffer endRecord() throws IOException {
        int size = (int) Math.min(end - begin, LONGEST_COMMENT + END_SIZE);
        ByteBuffer tail = war.buffer(end - size, size);
        for (int at = size - END_SIZE; at >= 0; at--) {
            if (tail.getInt(at) == END_SIGNATURE && at + END_SIZE + u16(tail, at + 20) == size) {
                return war.buffer(end - size + at, END_SIZE);
            }
        }
        throw new ZipException(name + " is not a jar, or is cut short");
    }

    private static int u16(ByteBuffer buffer, int at) {
        return Short.toUnsignedInt(buffer.getShort(at));
    }

    private static long u32(ByteBuffer buffer, int at) {
        return Integer.toUnsignedLong(buffer.getInt(at));
    }
}
