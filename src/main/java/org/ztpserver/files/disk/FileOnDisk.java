package org.ztpserver.files.disk;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import org.ztpserver.files.ServedFile;
import org.ztpserver.site.FileStat;

/** A regular file of the data root, kept open, so that a new file with the same name does not mix with it. */
final class FileOnDisk implements ServedFile {

    private final Path path;
    private final FileChannel channel;
    private final long size;
    private final FileStat stat;
    private final String tag;

    private FileOnDisk(Path path, FileChannel channel, long size, FileStat stat, String tag) {
        this.path = path;
        this.channel = channel;
        this.size = size;
        this.stat = stat;
        this.tag = tag;
    }

    /** @param tag identifies this content */
    static FileOnDisk open(Path path, String tag) throws IOException {
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
        try {
            return new FileOnDisk(path, channel, channel.size(), FileStat.of(path), tag);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Whether the file was in this state when it was opened. */
    boolean wasOpenedAs(FileStat expected) {
        return stat.equals(expected);
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public Instant lastModified() {
        return stat.modified().toInstant();
    }

    @Override
    public String entityTag() {
        return '"' + tag + '"';
    }

    @Override
    public String absolutePath() {
        return path.toString();
    }

    @Override
    public void read(ByteBuffer into, long offset) throws IOException {
        if (channel.read(into, offset) < 0) {
            throw new EOFException(path + " became shorter while it was sent");
        }
    }

    /** Another file under the same name, or none, does not matter: then nobody can write to this one any more. */
    @Override
    public void verify() throws IOException {
        FileStat now;
        try {
            now = FileStat.of(path);
        } catch (NoSuchFileException e) {
            return;
        }
        if (now.key().equals(stat.key()) && !now.sameContent(stat)) {
            throw new IOException(path + " was overwritten while it was sent");
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
