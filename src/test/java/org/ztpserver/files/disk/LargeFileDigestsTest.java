package org.ztpserver.files.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ztpserver.core.fault.FaultKind;
import org.ztpserver.core.fault.Faults;
import org.ztpserver.files.FileDigests;
import org.ztpserver.it.Await;

class LargeFileDigestsTest {

    /** More than one block of the reader. */
    private static final int BLOCKS = 4;

    private static final int WAITING = 22; // the first one, 20 others, and one for another file

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    private Path image = Path.of("");
    private final VirtualTime time = new VirtualTime();
    private final LargeFileDigests digests = new LargeFileDigests(time, WAITING);

    @BeforeEach
    void writeImage() throws IOException {
        image = folder.resolve("image.swi");
        write('a');
    }

    @Test
    void theFirstRequestWaitsUntilTheStateTellsTheContentAndTheNextOnesGetTheSameDigests() throws IOException {
        long begin = time.nanos();
        FileDigests first = digests.of(image);
        assertThat(time.nanos() - begin).isGreaterThan(TimeUnit.SECONDS.toNanos(2));
        assertThat(first).isEqualTo(Digests.of(Files.readAllBytes(image)));
        assertThat(digests.of(image)).isSameAs(first);
    }

    @Test
    void aFileDatedInTheFutureIsReadOnce() throws IOException {
        Files.setLastModifiedTime(image, FileTime.fromMillis(32_503_680_000_000L));
        assertThat(digests.of(image)).isSameAs(digests.of(image));
    }

    @Test
    void anEditIsSeenAlsoOneOfTheSameSizeWithTheOldTime() throws IOException {
        FileTime old = Files.getLastModifiedTime(image);
        FileDigests first = digests.of(image);
        write('b');
        Files.setLastModifiedTime(image, old);
        assertThat(digests.of(image)).isNotEqualTo(first).isEqualTo(Digests.of(Files.readAllBytes(image)));
    }

    @Test
    void aFileThatIsWrittenInTheMeantimeIsReadAgain() throws IOException {
        time.onPass = () -> {
            time.onPass = () -> {};
            write('b');
        };
        FileDigests first = digests.of(image);
        assertThat(first).isEqualTo(Digests.of(Files.readAllBytes(image)));
        assertThat(digests.of(image)).isNotSameAs(first).isEqualTo(first).isSameAs(digests.of(image));
    }

    @Test
    void aMissingFileIsMissing() throws IOException {
        digests.of(image);
        Files.delete(image);
        assertThatThrownBy(() -> digests.of(image)).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void aNewImageIsReadAheadAndARequestGetsWhatWasRead() throws Exception {
        try (LargeFileDigests started = new LargeFileDigests(time, WAITING)) {
            started.start(() -> {});
            started.noticed(image);
            time.pass(TimeUnit.SECONDS.toNanos(3)); // the file is at rest for the server; the plan waits in real time
            Await.await("the digests", () -> time.isPaced());
            FileDigests first = started.of(image);
            assertThat(started.of(image)).isSameAs(first).isEqualTo(Digests.of(Files.readAllBytes(image)));
        }
    }

    @Test
    void requestsForOneFileWaitForOneComputationAndThoseForOthersDoNot() throws Exception {
        Path other = Files.write(folder.resolve("other.swi"), new byte[10]);
        List<CompletableFuture<FileDigests>> waiting = new ArrayList<>();
        AtomicInteger waits = new AtomicInteger();
        time.onPass = () -> {
            time.onPass = () -> {};
            waits.incrementAndGet();
            for (int i = 0; i < 20; i++) {
                waiting.add(CompletableFuture.supplyAsync(() -> read(image), task -> new Thread(task).start()));
            }
            assertThat(read(other).size()).isEqualTo(10);
        };
        FileDigests first = digests.of(image);
        for (CompletableFuture<FileDigests> one : waiting) {
            assertThat(one.get()).isSameAs(first);
        }
        assertThat(waiting).hasSize(20);
        assertThat(waits).hasValue(1);
    }

    @Test
    void whenManyWaitOthersAreToldToComeBackUnlessTheDigestsAreKnown() throws Exception {
        Path known = Files.write(folder.resolve("known.swi"), new byte[10]);
        LargeFileDigests few = new LargeFileDigests(time, 1);
        FileDigests before = few.of(known);
        AtomicInteger refused = new AtomicInteger();
        time.onPass = () -> {
            time.onPass = () -> {};
            assertThatThrownBy(() -> few.of(image)).is(Faults.fault(FaultKind.UNAVAILABLE));
            refused.incrementAndGet();
            try {
                assertThat(few.of(known)).isSameAs(before);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
        FileDigests first = few.of(image);
        assertThat(refused).hasValue(1);
        assertThat(few.of(image)).isSameAs(first);
    }

    private FileDigests read(Path path) {
        try {
            return digests.of(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(char content) {
        try {
            Files.writeString(image, String.valueOf(content).repeat(BLOCKS * 128 * 1024));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Time that passes only when somebody waits. */
    private static final class VirtualTime implements LargeFileDigests.Time {

        private final AtomicLong now = new AtomicLong(1);
        private final AtomicInteger paces = new AtomicInteger();
        private volatile Runnable onPass = () -> {};

        @Override
        public long nanos() {
            return now.incrementAndGet();
        }

        @Override
        public void pass(long nanos) {
            if (nanos > 0) {
                now.addAndGet(nanos);
                onPass.run();
            }
            paces.incrementAndGet();
        }

        boolean isPaced() {
            return paces.get() > BLOCKS;
        }
    }
}
