package org.ztpserver.resource.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ztpserver.core.definition.ResourceCall;
import org.ztpserver.core.fault.FaultKind;
import org.ztpserver.core.fault.Faults;
import org.ztpserver.core.node.IdentifierScheme;
import org.ztpserver.core.node.Node;
import org.ztpserver.core.node.NodeId;
import org.ztpserver.resource.ResourceSource.Allocation;
import org.ztpserver.resource.ValueSourceContract;
import org.ztpserver.site.DataRoot;

/** Pools in files. */
@Timeout(60)
@SuppressWarnings("try") // locks are held, not used
class FilePoolsTest implements ValueSourceContract {

    private static final Node NODE = new Node("DCS-7050S-64", null, null, null, Map.of());

    @TempDir
    private Path folder;

    private final ExecutorService nodes = Executors.newCachedThreadPool();

    private FilePools pools = new FilePools(new DataRoot(Path.of("/")), IdentifierScheme.SERIALNUMBER);

    @BeforeEach
    void open() {
        pools = server(IdentifierScheme.SERIALNUMBER);
    }

    @AfterEach
    void stopNodes() {
        nodes.shutdownNow();
    }

    @Override
    public String function() {
        return "allocate";
    }

    @Override
    public String noun() {
        return "pool";
    }

    @Override
    public FilePools server(IdentifierScheme scheme) {
        return new FilePools(new DataRoot(folder), scheme);
    }

    @Override
    public void makePool(String name, List<String> values) throws IOException {
        write(
                name,
                values.stream()
                        .map(value -> value.contains("=") ? value.replace("=", ": ") : value + ": null")
                        .collect(Collectors.joining("\n", "", "\n")));
    }

    @Override
    public List<String> pool(String name) throws IOException {
        return Files.readAllLines(file(name)).stream()
                .map(line -> line.replace(": null", "").replace(": ", "=").replace("'", ""))
                .toList();
    }

    @Override
    public int crowd() {
        return 200;
    }

    @Test
    void aPoolThatIsExhaustedSaysHowManyValuesItHasAndIsNotWritten() throws Exception {
        write("p", "a: JPE1 # by hand\nb: 'JPE2'\n");

        assertThatThrownBy(() -> take("JPE3", "allocate('p')"))
                .is(Faults.fault(FaultKind.NO_VALUE))
                .hasMessage("pool p is exhausted: all 2 values are taken: add values to resources/p");

        assertThat(file("p")).hasContent("a: JPE1 # by hand\nb: 'JPE2'\n");
    }

    @Test
    void aNodeThatAsksAgainHasNothingWritten() throws Exception {
        write("p", "a: null\nb: JPE1 # by hand\n");

        assertThat(take("JPE1", "allocate('p')")).containsExactly("b");
        assertThat(take("JPE2", "allocate('p')")).containsExactly("a");
        long written = pools.bytesWritten();
        assertThat(take("JPE2", "allocate('p')")).containsExactly("a");

        assertThat(pools.bytesWritten()).isEqualTo(written).isPositive();
    }

    @Test
    void aRequestThatFailsForOnePoolLeavesTheTextOfTheOthersAsItWas() throws Exception {
        write("first", "# spare\n\"a\":   ~   # one\n");
        write("second", "b: JPE1\n");

        assertThatThrownBy(() -> take("JPE2", "allocate('first')", "allocate('second')"))
                .hasMessageContaining("pool second is exhausted");
        assertThat(file("first")).hasContent("# spare\n\"a\":   ~   # one\n");

        assertThat(take("JPE1", "allocate('first')", "allocate('second')")).containsExactly("a", "b");
        assertThat(file("first")).hasContent("# spare\n\"a\":   JPE1   # one\n");
    }

    @Test
    void twoServersOnOneDataRootShareAPoolWithoutWaitingForEachOther() throws Exception {
        write("p", lines(200));
        FilePools other = server(IdentifierScheme.SERIALNUMBER);
        long start = System.nanoTime();

        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < 40; i++) {
            values.put("A" + i, value(pools.take(NodeId.parse("A" + i), NODE, calls("allocate('p')"))));
            values.put("B" + i, value(other.take(NodeId.parse("B" + i), NODE, calls("allocate('p')"))));
        }

        assertThat(Set.copyOf(values.values())).hasSize(80);
        assertThat(owned("p")).isEqualTo(values);
        // Taking each other's writes for edits that may not be finished would take 100 ms a turn.
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
    }

    @Test
    void aFaultOfOneRequestIsNotTheFaultOfThoseThatShareItsWrite() throws Exception {
        write("p", lines(20));
        write("broken", "a: [\n");
        Files.createDirectory(folder.resolve("resources/unreadable"));

        List<Future<List<Object>>> good = new ArrayList<>();
        List<Future<List<Object>>> bad = new ArrayList<>();
        try (PoolLock held = PoolLock.acquire(folder.resolve("resources"))) {
            for (int i = 0; i < 10; i++) {
                String id = "JPE" + i;
                good.add(nodes.submit(() -> take(id, "allocate('p')")));
                bad.add(nodes.submit(() -> take(id, "allocate('p#x')", "allocate('broken')")));
                bad.add(nodes.submit(() -> take(id, "allocate('p#y')", "allocate('unreadable')")));
                bad.add(nodes.submit(() -> take(id, "allocate('p#z')", "allocate('" + "n".repeat(300) + "')")));
            }
        }

        Set<Object> values = new LinkedHashSet<>();
        for (Future<List<Object>> node : good) {
            values.addAll(node.get());
        }
        assertThat(values).hasSize(10);
        for (Future<List<Object>> node : bad) {
            assertThatThrownBy(node::get).hasCauseInstanceOf(RuntimeException.class);
        }
        assertThat(owned("p")).hasSize(10);
    }

    @Test
    void aBrokenPoolIsReportedWithTheLine() throws Exception {
        write("p", "a: null\na: null\n");

        assertThatThrownBy(() -> take("JPE1", "allocate('p')"))
                .is(Faults.fault(FaultKind.INVALID_FILE))
                .hasMessageStartingWith("resources/p:2: ");
    }

    @Test
    void whatCanBeNoPoolIsNamed() {
        for (String name : List.of("none", "../p", "/etc/passwd", "a//b", "~lock", ".hidden", "sub/~x")) {
            assertThatThrownBy(() -> take("JPE1", "allocate('" + name + "')"))
                    .as(name)
                    .is(Faults.fault(FaultKind.NO_VALUE));
        }
    }

    @Test
    void everyKindOfEditIsSeenByTheNextRequest() throws Exception {
        write("p", "a: null\n");
        assertThat(take("JPE1", "allocate('p')")).containsExactly("a");

        append("p", "b: null\n");
        assertThat(take("JPE2", "allocate('p')")).containsExactly("b");

        Path edited = folder.resolve("edited");
        Files.writeString(edited, "z: null\n" + Files.readString(file("p")));
        Files.move(edited, file("p"), StandardCopyOption.ATOMIC_MOVE);
        assertThat(take("JPE3", "allocate('p')")).containsExactly("z");

        // the same size, within the same tick of the clock as the server's own write
        write("p", Files.readString(file("p")).replace("JPE3", "JPE9"));
        assertThat(take("JPE9", "allocate('p')")).containsExactly("z");
        assertThat(file("p")).hasContent("z: JPE9\na: JPE1\nb: JPE2\n");
    }

    @Test
    void aFileThatIsBeingWrittenIsReadWhenItIsComplete() throws Exception {
        write("p", "a: JPE1\n");
        take("JPE1", "allocate('p')");

        Future<List<Object>> node;
        try (var editor = Files.newBufferedWriter(file("p"))) {
            editor.write("a: null\n");
            editor.flush();
            node = nodes.submit(() -> take("JPE1", "allocate('p')"));
            for (int i = 0; i < 10; i++) {
                TimeUnit.MILLISECONDS.sleep(20); // an editor at work: this is the time that it takes
                editor.write("b" + i + ": null\n");
                editor.flush();
            }
            editor.write("z: JPE1\n");
        }

        assertThat(node.get()).containsExactly("z");
        assertThat(Files.readString(file("p")))
                .startsWith("a: null\nb0: null\n")
                .endsWith("b9: null\nz: JPE1\n");
    }

    @Test
    void editsInPlaceAndByRenameAreNotLostWhileValuesAreHandedOut() throws Exception {
        write("p", lines(1500));
        Semaphore served = new Semaphore(0);
        List<Future<Map<String, String>>> running = new ArrayList<>();
        for (int thread = 0; thread < 4; thread++) {
            String prefix = "T" + thread + "N";
            running.add(nodes.submit(() -> {
                Map<String, String> got = new HashMap<>();
                for (int i = 0; i < 300; i++) {
                    got.put(prefix + i, (String)
                            take(prefix + i, "allocate('p')").get(0));
                    served.release();
                }
                return got;
            }));
        }
        List<String> added = new ArrayList<>();
        for (int edit = 0; edit < 20; edit++) {
            served.acquire(50);
            added.add("x" + edit);
            if (edit % 2 == 0) {
                append("p", "x" + edit + ": null # edit\n");
            } else {
                try (PoolLock held = PoolLock.acquire(folder.resolve("resources"))) { // not in the middle of a write
                    Path edited = folder.resolve("edited");
                    Files.writeString(edited, Files.readString(file("p")) + "x" + edit + ": null\n");
                    Files.move(edited, file("p"), StandardCopyOption.ATOMIC_MOVE);
                }
            }
        }
        Map<String, String> got = new HashMap<>();
        for (Future<Map<String, String>> thread : running) {
            got.putAll(thread.get());
        }

        assertThat(got).hasSize(1200);
        assertThat(Set.copyOf(got.values())).hasSize(1200);
        assertThat(owned("p")).isEqualTo(got);
        String text = Files.readString(file("p"));
        assertThat(added).allSatisfy(value -> assertThat(text).contains("\n" + value + ": "));
    }

    @Test
    void anEditorThatNeverRestsDoesNotKeepTheSwitchesWaitingForLong() throws Exception {
        write("p", "a: null\nb: null\nc: null\n");
        Future<List<Object>> node = nodes.submit(() -> take("JPE1", "allocate('p')"));
        while (!node.isDone()) {
            append("p", "# still here\n");
            TimeUnit.MILLISECONDS.sleep(20);
        }

        assertThat(node.get()).containsExactly("a");
        assertThat(Files.readString(file("p"))).startsWith("a: JPE1\nb: null\nc: null\n# still here\n");
    }

    @Test
    void clearingFreesTheRequestedValuesAndKeepsComments() throws Exception {
        write("p", "a: JPE1 # one\nb: 'JPE2'   # two\nc: JPE2#lo0\n");
        write("pods/7/q", "d: JPE2\n\n# end\n");

        assertThat(pools.taken(Optional.empty(), Optional.empty())).isEqualTo(4);
        assertThat(pools.clear(Optional.of("p"), Optional.of(NodeId.parse("JPE2"))))
                .isEqualTo(2);
        assertThat(file("p")).hasContent("a: JPE1 # one\nb: null   # two\nc: null\n");
        assertThat(pools.clear(Optional.empty(), Optional.empty())).isEqualTo(2);

        assertThat(file("p")).hasContent("a: null # one\nb: null   # two\nc: null\n");
        assertThat(file("pods/7/q")).hasContent("d: null\n\n# end\n");
        assertThat(take("JPE5", "allocate('pods/7/q')")).containsExactly("d");
    }

    @Test
    void oneBrokenPoolPreventsClearingOfAll() throws Exception {
        write("a", "a: JPE1\n");
        write("b", "b: JPE1\nb: null\n");

        assertThatThrownBy(() -> pools.clear(Optional.empty(), Optional.empty()))
                .is(Faults.fault(FaultKind.INVALID_FILE))
                .hasMessageContaining("resources/b:2");

        assertThat(file("a")).hasContent("a: JPE1\n");
    }

    @Test
    void twoNamesOfOnePoolAreOnePool() throws Exception {
        write("p", "a: null\nb: null\n");
        Files.createSymbolicLink(file("q"), Path.of("p"));

        assertThat(take("JPE1", "allocate('p')", "allocate('q')")).containsExactly("a", "a");
        assertThat(take("JPE2", "allocate('q')")).containsExactly("b");
        assertThat(Files.isSymbolicLink(file("q"))).isTrue();
        assertThat(pools.taken(Optional.empty(), Optional.empty())).isEqualTo(2);
    }

    @Test
    void theFileKeepsItsPermissions() throws Exception {
        write("p", "a: null\n");
        Files.setPosixFilePermissions(file("p"), PosixFilePermissions.fromString("rw-rw----"));

        take("JPE1", "allocate('p')");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file("p"))))
                .isEqualTo("rw-rw----");
    }

    @Test
    void onlyTheLockRemainsEvenOfAServerThatWasKilled() throws Exception {
        write("p", "a: null\n");
        write("~0c4e", "a: nu");
        write("pods/~17", "");

        take("JPE1", "allocate('p')");

        assertThat(files()).containsExactly("p", "~lock");
    }

    @Test
    void anInterruptedThreadStillWorksForTheOthers() throws Exception {
        write("p", "a: null\n");
        Callable<List<Object>> node = () -> {
            Thread.currentThread().interrupt();
            List<Object> values = take("JPE1", "allocate('p')");
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
            return values;
        };

        assertThat(nodes.submit(node).get()).containsExactly("a");
    }

    private List<Object> take(String id, String... calls) {
        return List.copyOf(
                pools.take(NodeId.parse(id), NODE, calls(calls)).values().values());
    }

    private static String value(Allocation taken) {
        return (String) List.copyOf(taken.values().values()).get(0);
    }

    private static Set<ResourceCall> calls(String... calls) {
        return Arrays.stream(calls)
                .map(call -> ResourceCall.parse(call).orElseThrow())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** What the file says, by owner. */
    private Map<String, String> owned(String name) throws IOException {
        Map<String, String> owned = new TreeMap<>();
        for (String line : Files.readAllLines(file(name))) {
            String[] parts = line.replaceFirst(" # .*", "").split(": ", 2);
            if (!parts[1].equals("null")) {
                assertThat(owned.put(parts[1], parts[0])).isNull();
            }
        }
        return owned;
    }

    private static String lines(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "10.0." + i / 100 + "." + i % 100 + ": null\n")
                .collect(Collectors.joining());
    }

    private Path file(String name) {
        return folder.resolve("resources").resolve(name);
    }

    private void write(String name, String text) throws IOException {
        Files.createDirectories(file(name).getParent());
        Files.writeString(file(name), text);
    }

    private void append(String name, String text) throws IOException {
        Files.writeString(file(name), text, StandardOpenOption.APPEND);
    }

    private List<String> files() throws IOException {
        Path resources = folder.resolve("resources");
        try (var paths = Files.walk(resources)) {
            return paths.filter(Files::isRegularFile)
                    .map(path -> resources.relativize(path).toString())
                    .sorted()
                    .toList();
        }
    }
}
