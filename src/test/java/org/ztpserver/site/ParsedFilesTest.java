package org.ztpserver.site;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ztpserver.core.fault.Faults.assertThatFault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ztpserver.core.fault.FaultKind;
import org.ztpserver.core.fault.ProvisioningException;
import org.ztpserver.core.site.Finding;

class ParsedFilesTest {

    private static final Path PATH = Path.of("/srv/ztp/neighbordb");
    private static final int ENOUGH = 100;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    private final AtomicInteger parses = new AtomicInteger();

    @Test
    void aFileIsParsedOnceAndWhenItIsAtRestNotEvenRead() {
        FakeDisk disk = new FakeDisk(4, 0);
        ParsedFiles<String> files = files(disk);
        disk.write(PATH, "one");
        for (int i = 0; i < 10; i++) {
            assertThat(get(files)).hasValue("one");
        }
        disk.pass(2_600);
        assertThat(get(files)).hasValue("one");
        int reads = disk.reads.get();
        for (int i = 0; i < 10; i++) {
            disk.pass(10_000);
            assertThat(get(files)).hasValue("one");
        }
        assertThat(disk.reads).hasValue(reads);
        assertThat(parses).hasValue(1);
    }

    /** A file server that stamps whole seconds. Its clock is three seconds behind, right, and an hour ahead. */
    @Test
    void editsWithinOneTickOfTheFileServerAreSeenWhateverItsClockSays() {
        for (long ahead : List.of(-3_000L, 0L, 3_600_000L)) {
            FakeDisk disk = new FakeDisk(2_000, ahead);
            ParsedFiles<String> files = files(disk);
            for (int edit = 1; edit <= 500; edit++) {
                disk.write(PATH, String.format("%04d", edit));
                assertThat(get(files)).as("ahead by " + ahead).hasValue(String.format("%04d", edit));
                disk.pass(edit % 7 * 500L);
                assertThat(get(files)).as("ahead by " + ahead).hasValue(String.format("%04d", edit));
            }
        }
    }

    @Test
    void aFileDatedInTheFutureIsKeptLikeAnyOther() {
        FakeDisk disk = new FakeDisk(4, 3_600_000);
        ParsedFiles<String> files = files(disk);
        disk.write(PATH, "one");
        disk.date(PATH, 32_503_680_000_000L); // the year 3000
        get(files);
        disk.pass(2_600);
        get(files);
        int reads = disk.reads.get();
        get(files);
        assertThat(disk.reads).hasValue(reads);
        assertThat(parses).hasValue(1);
    }

    @Test
    void anEqualContentIsNotParsedAgain() {
        FakeDisk disk = new FakeDisk(4, 0);
        ParsedFiles<String> files = files(disk);
        disk.write(PATH, "one");
        Optional<String> first = get(files);
        disk.pass(10);
        disk.replace(PATH, "one");
        assertThat(get(files).orElseThrow()).isSameAs(first.orElseThrow());
        assertThat(parses).hasValue(1);
    }

    @Test
    void withoutStableInodesTheContentDecides() {
        FakeDisk disk = new FakeDisk(4, 0);
        disk.stableInodes = false;
        ParsedFiles<String> files = files(disk);
        for (int edit = 1; edit <= 5; edit++) {
            disk.write(PATH, "edit " + edit);
            for (int i = 0; i < 5; i++) {
                assertThat(get(files)).hasValue("edit " + edit);
                disk.pass(1_000);
            }
        }
        assertThat(parses).hasValue(5);
    }

    @Test
    void aFileThatIsWrittenWhileItIsReadIsReadAgain() {
        FakeDisk disk = new FakeDisk(4, 0);
        ParsedFiles<String> files = files(disk);
        disk.write(PATH, "half");
        disk.afterRead = () -> {
            disk.afterRead = () -> {};
            disk.write(PATH, "half and half");
        };
        assertThat(get(files)).hasValue("half and half");
        assertThat(parses).hasValue(1);
    }

    @Test
    void aFileThatIsWrittenAllTheTimeIsUsedAsItIs() {
        FakeDisk disk = new FakeDisk(4, 0);
        ParsedFiles<String> files = files(disk);
        disk.write(PATH, "x");
        AtomicInteger size = new AtomicInteger(1);
        disk.afterRead = () -> disk.write(PATH, "x".repeat(size.incrementAndGet()));
        assertThat(get(files)).hasValue("xxxxx");
        assertThat(get(files)).hasValue("xxxxxxxxxx");
    }

    @Test
    void requestsThatFindAChangedFileWaitForOneParse() throws Throwable {
        FakeDisk disk = new FakeDisk(4, 0);
        disk.write(PATH, "one");
        Gate gate = new Gate();
        ParsedFiles<String> files = new ParsedFiles<>(gate::parse, ENOUGH, disk, System::nanoTime);
        List<Reader> readers = new ArrayList<>(List.of(new Reader(files)));
        gate.awaitParser();
        for (int i = 1; i < 200; i++) {
            readers.add(new Reader(files));
        }
        for (Reader reader : readers) {
            reader.awaitBlocked();
        }
        gate.open();
        for (Reader reader : readers) {
            assertThat(reader.result()).isEqualTo("one");
        }
        assertThat(gate.parses).hasValue(1);
        assertThat(disk.reads).hasValue(2); // for the first, and for all that came after it had begun
    }

    @Test
    void noRequestIsServedByAReadingThatBeganBeforeIt() throws Throwable {
        FakeDisk disk = new FakeDisk(4, 0);
        disk.write(PATH, "one");
        Gate gate = new Gate();
        ParsedFiles<String> files = new ParsedFiles<>(gate::parse, ENOUGH, disk, System::nanoTime);
        Reader early = new Reader(files);
        gate.awaitParser();
        disk.write(PATH, "two");
        Reader late = new Reader(files);
        late.awaitBlocked();
        gate.open();
        assertThat(early.result()).isEqualTo("one");
        assertThat(late.result()).isEqualTo("two");
    }

    @Test
    void aBrokenFileIsParsedOnceAndEachRequestIsTold() {
        FakeDisk disk = new FakeDisk(4, 0);
        disk.write(PATH, "broken");
        ParsedFiles<String> files = new ParsedFiles<>(
                (name, bytes) -> {
                    parses.incrementAndGet();
                    throw ProvisioningException.invalidFile(new Finding(name, 1, "not YAML"));
                },
                ENOUGH,
                disk,
                disk.nanos::get);
        for (int i = 0; i < 10; i++) {
            assertThatFault(FaultKind.INVALID_FILE).isThrownBy(() -> get(files)).withMessage("neighbordb:1: not YAML");
            disk.pass(1_000);
        }
        assertThat(parses).hasValue(1);
    }

    @Test
    void whoWaitedForAReadingThatRanOutOfMemoryReadsForItself() throws Throwable {
        FakeDisk disk = new FakeDisk(4, 0);
        disk.write(PATH, "one");
        Gate gate = new Gate();
        ParsedFiles<String> files = new ParsedFiles<>(
                (name, bytes) -> {
                    String text = gate.parse(name, bytes);
                    if (gate.parses.get() == 1) {
                        throw new OutOfMemoryError("thrown by a test");
                    }
                    return text;
                },
                ENOUGH,
                disk,
                System::nanoTime);
        Reader first = new Reader(files);
        gate.awaitParser();
        Reader second = new Reader(files);
        second.awaitBlocked();
        gate.open();
        assertThatThrownBy(first::result).isInstanceOf(OutOfMemoryError.class);
        assertThat(second.result()).isEqualTo("one");
    }

    @Test
    void aFaultOfTheDiskIsNotKept() {
        FakeDisk disk = new FakeDisk(4, 0);
        disk.write(PATH, "one");
        disk.broken = true;
        ParsedFiles<String> files = files(disk);
        assertThatThrownBy(() -> get(files)).isInstanceOf(UncheckedIOException.class);
        disk.broken = false;
        assertThat(get(files)).hasValue("one");
    }

    @Test
    void aMissingFileIsMissingUntilItIsThere() {
        FakeDisk disk = new FakeDisk(4, 0);
        ParsedFiles<String> files = files(disk);
        assertThat(get(files)).isEmpty();
        disk.write(PATH, "one");
        assertThat(get(files)).hasValue("one");
        disk.remove(PATH);
        assertThat(get(files)).isEmpty();
    }

    @Test
    void theFileThatNobodyAsksForIsForgottenFirst() {
        FakeDisk disk = new FakeDisk(4, 0);
        ParsedFiles<String> files = new ParsedFiles<>(this::parse, 2, disk, disk.nanos::get);
        disk.write(PATH, "one");
        for (String name : List.of("a", "b", "a", "c", "a")) {
            files.get(name, PATH);
        }
        assertThat(parses).hasValue(3);
        files.get("b", PATH);
        assertThat(parses).hasValue(4);
    }

    @Test
    void ofALinkThatIsSwitchedOnlyTheLastReleaseIsKept() {
        FakeDisk disk = new FakeDisk(4, 0);
        ParsedFiles<String> files = files(disk);
        for (int release = 1; release <= 5; release++) {
            Path path = Path.of("/srv/releases/" + release + "/neighbordb");
            disk.write(path, "release " + (release + 1) / 2);
            assertThat(files.get("neighbordb", path)).hasValue("release " + (release + 1) / 2);
            disk.pass(3_000);
            assertThat(files.get("neighbordb", path)).hasValue("release " + (release + 1) / 2);
        }
        assertThat(parses).hasValue(3); // two releases have the same file
    }

    @Test
    void onARealDiskEveryKindOfEditIsSeen() throws IOException {
        Path file = folder.resolve("file");
        ParsedFiles<String> files = new ParsedFiles<>(this::parse);
        Files.writeString(file, "0000");
        FileTime old = FileTime.fromMillis(1_000_000_000_000L);
        for (int edit = 1; edit <= 2_000; edit++) {
            String text = String.format("%04d", edit);
            if (edit % 2 == 0) {
                Path next = Files.writeString(folder.resolve("next"), text);
                Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
            } else {
                Files.writeString(file, text);
            }
            Files.setLastModifiedTime(file, old);
            assertThat(files.get("file", file)).hasValue(text);
        }
    }

    private ParsedFiles<String> files(FakeDisk disk) {
        return new ParsedFiles<>(this::parse, ENOUGH, disk, disk.nanos::get);
    }

    private String parse(String name, byte[] bytes) {
        parses.incrementAndGet();
        return new String(bytes, UTF_8);
    }

    private static Optional<String> get(ParsedFiles<String> files) {
        return files.get("neighbordb", PATH);
    }
}
