package org.ztpserver.files.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ztpserver.core.site.FilePath;
import org.ztpserver.files.ServedFile;
import org.ztpserver.files.ServedFiles.Area;
import org.ztpserver.site.DataRoot;

class ServedDirectoriesTest {

    private static final FilePath PATH = FilePath.parse("config");
    private static final int EDITS = 2_000;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    private ServedDirectories served() {
        DataRoot root = new DataRoot(folder);
        return new ServedDirectories(root, root, 2);
    }

    /** A client that has stored a file under another file's tag is told for ever that it has the right one. */
    @Test
    void theTagBelongsToTheSentBytesWhileTheFileIsReplaced() throws Exception {
        Files.createDirectories(folder.resolve("files"));
        replace(0);
        ServedDirectories served = served();
        Semaphore turn = new Semaphore(0); // one edit a read, at some moment of it
        CompletableFuture<Void> editor = CompletableFuture.runAsync(() -> {
            for (int edit = 1; edit <= EDITS; edit++) {
                turn.acquireUninterruptibly();
                replace(edit);
            }
        });
        try {
            while (!editor.isDone()) {
                turn.drainPermits();
                turn.release();
                try (ServedFile file = served.find(Area.FILES, PATH)) {
                    ByteBuffer read = ByteBuffer.allocate((int) file.size());
                    file.read(read, 0);
                    assertThat(file.entityTag()).isEqualTo('"' + sha1(read.array()) + '"');
                }
            }
        } finally {
            turn.release(EDITS);
            editor.join();
        }
    }

    @Test
    void aFileThatIsOverwrittenInPlaceIsNotReadOn() throws Exception {
        Path path = Files.createDirectories(folder.resolve("files")).resolve("config");
        Files.writeString(path, "the first content");
        Files.setLastModifiedTime(path, FileTime.fromMillis(0));
        ServedDirectories served = served();
        try (ServedFile file = served.find(Area.FILES, PATH)) {
            file.read(ByteBuffer.allocate(5), 0);
            file.verify();
            Files.writeString(path, "another, as long.");
            assertThatThrownBy(file::verify)
                    .isInstanceOf(IOException.class)
                    .hasMessage(path.toRealPath() + " was overwritten while it was sent");
        }
    }

    @Test
    void aFileThatIsReplacedOrRemovedIsReadToItsEnd() throws Exception {
        Path path = Files.createDirectories(folder.resolve("files")).resolve("config");
        Files.writeString(path, "the first content");
        ServedDirectories served = served();
        try (ServedFile file = served.find(Area.FILES, PATH)) {
            replace(1);
            ByteBuffer read = ByteBuffer.allocate((int) file.size());
            file.read(read.limit(4), 0);
            file.verify();
            Files.delete(path);
            file.read(read.limit(read.capacity()), 4);
            file.verify();
            assertThat(new String(read.array(), StandardCharsets.UTF_8)).isEqualTo("the first content");
        }
    }

    private void replace(int edit) {
        try {
            Path next = Files.writeString(folder.resolve("next"), "x".repeat(1 + edit % 100), StandardCharsets.UTF_8);
            Files.move(next, folder.resolve("files/config"), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha1(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
    }
}
