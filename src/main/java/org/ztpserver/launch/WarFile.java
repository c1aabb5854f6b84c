package org.ztpserver.launch;

import java.io.EOFException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * The WAR, open as long as the process lives, and the jars within it: one file descriptor, and nothing on disk besides.
 * The build stores the jars uncompressed, so that a file in a jar is a range of the WAR.
 */
final class WarFile {

    private static final int LOCAL_SIGNATURE = 0x04034b50;
    private static final int LOCAL_SIZE = 30;

    private final Path path;

    /** Not a channel: one that is open when its thread is interrupted is closed, and templates are interrupted. */
    private final RandomAccessFile file;

    WarFile(Path path) throws IOException {
        this.path = path;
        this.file = new RandomAccessFile(path.toFile(), "r");
    }

    /**
     * A file in the WAR, or in a jar within it.
     *
     * @param name its path in its archive
     * @param header the offset of its local header, in bytes from the start of the WAR
     * @param stored whether its bytes lie in the archive as they are
     * @param compressedSize in bytes
     * @param size in bytes
     * @param crc the CRC-32 of its content
     */
    record Entry(String name, long header, boolean stored, int compressedSize, int size, int crc) {}

    /** The files of the WAR itself. */
    List<Entry> entries() throws IOException {
        return new JarDirectory(this, path.toString(), 0, file.length()).entries();
    }

    /**
     * The files of a jar.
     *
     * @throws ZipException when the jar is compressed, or is none
     */
    List<Entry> entries(Entry jar) throws IOException {
        if (!jar.stored()) {
            throw new ZipException(path + ": " + jar.name() + " is compressed: add it with zip -0");
        }
        long begin = content(jar);
        return new JarDirectory(this, path + ": " + jar.name(), begin, begin + jar.size()).entries();
    }

    /**
     * The content of a file.
     *
     * @throws ZipException when it is not what it was when the WAR was opened
     */
    byte[] read(Entry entry) throws IOException {
        try {
            byte[] raw = bytes(content(entry), entry.compressedSize());
            byte[] content = entry.stored() ? raw : inflate(entry, raw);
            CRC32 crc = new CRC32();
            crc.update(content);
            if ((int) crc.getValue() == entry.crc()) {
                return content;
            }
        } catch (EOFException | DataFormatException e) {
            // as below
        }
        throw changed(entry);
    }

    private static byte[] inflate(Entry entry, byte[] raw) throws DataFormatException {
        Inflater inflater = new Inflater(true);
        try {
            inflater.setInput(raw);
            byte[] content = new byte[entry.size()];
            inflater.inflate(content);
            return content;
        } finally {
            inflater.end();
        }
    }

    /** Where its content begins; the local header's extra field is not the one of the directory. */
    private long content(Entry entry) throws IOException {
        ByteBuffer local = buffer(entry.header(), LOCAL_SIZE);
        if (local.getInt(0) != LOCAL_SIGNATURE) {
            throw changed(entry);
        }
        return entry.header()
                + LOCAL_SIZE
                + Short.toUnsignedInt(local.getShort(26))
                + Short.toUnsignedInt(local.getShort(28));
    }

    /** A part of the WAR, in the byte order of its numbers. */
    ByteBuffer buffer(long offset, int length) throws IOException {
        return ByteBuffer.wrap(bytes(offset, length)).order(ByteOrder.LITTLE_ENDIAN);
    }

    private byte[] bytes(long offset, int length) throws IOException {
        byte[] bytes = new byte[length];
        synchronized (file) {
            file.seek(offset);
            file.readFully(bytes);
        }
        return bytes;
    }

    private ZipException changed(Entry entry) {
        return new ZipException(path + " was overwritten while the program runs, and " + entry.name()
                + " can't be read: start it again; rename a new WAR into place, don't copy it over one that runs");
    }
}
