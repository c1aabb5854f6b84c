package org.ztpserver.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.ztpserver.core.node.IdentifierScheme;
import org.ztpserver.core.node.NodeId;
import org.ztpserver.core.node.SerialNumber;
import org.ztpserver.core.topology.Neighbordb;
import org.ztpserver.eos.disk.NeighbordbReader;
import org.ztpserver.poap.PodVars;
import org.ztpserver.poap.disk.PodVarsFile;
import org.ztpserver.resource.pool.FilePools;
import org.ztpserver.site.DataRoot;

/**
 * What large files of a site cost: the first read in a new JVM, a later one, the heap that the parsed form keeps, and
 * the choice of a pattern or an entry. Each figure is that of a JVM of its own. After {@code mvn test-compile}, with the
 * class path of the tests and without arguments.
 */
public final class LargeFilesBench {

    private static final int WARM_UP = 15;
    private static final int MATCHES = 300;

    /** What was measured last, which nobody reads: so the compiler can't leave the work out. */
    static @Nullable Object latest;

    private LargeFilesBench() {}

    /** Without arguments it runs all; otherwise the kind of file, and the number of things in it. */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 0) {
            for (String kind : List.of("neighbordb", "podvars", "pool")) {
                for (int size :
                        new int[] {10, kind.equals("neighbordb") ? 10_000 : kind.equals("pool") ? 100_000 : 50_000}) {
                    inOwnProcess(kind, Integer.toString(size));
                }
            }
            return;
        }
        int size = Integer.parseInt(arguments[1]);
        switch (arguments[0]) {
            case "neighbordb" -> neighbordb(size);
            case "podvars" -> podVars(size);
            case "pool" -> pool(size);
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private static void inOwnProcess(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                "-Xmx1g",
                "-cp",
                System.getProperty("java.class.path"),
                LargeFilesBench.class.getName()));
        command.addAll(List.of(arguments));
        new ProcessBuilder(command).inheritIO().start().waitFor();
    }

    private static void neighbordb(int patterns) throws Exception {
        byte[] bytes = LargeSite.neighbordb(patterns);
        NeighbordbReader reader = new NeighbordbReader(IdentifierScheme.SERIALNUMBER);
        Neighbordb neighbordb = read("neighbordb", patterns, bytes.length, () -> reader.read("neighbordb", bytes));
        for (int number : new int[] {1, patterns, 0}) {
            String which = number == 0 ? "none" : number == 1 ? "the first" : "the last";
            measure(
                    "a match of " + which + " of " + patterns,
                    () -> neighbordb
                            .match(LargeSite.node(number), NodeId.parse("SERIAL" + number))
                            .pattern());
        }
    }

    private static void podVars(int entries) throws Exception {
        Path root = Files.createTempDirectory("large-files");
        Path file = Files.createDirectories(root.resolve("poap")).resolve("podvars.yml");
        byte[] bytes = LargeSite.podVars(entries);
        Files.write(file, bytes);
        PodVars podVars =
                read("podvars", entries, bytes.length, () -> new PodVarsFile(new DataRoot(root.toRealPath())).read());
        measure(
                "an entry of " + entries,
                () -> podVars.find(SerialNumber.parse("SERIAL" + entries), Optional.empty())
                        .variables());
    }

    private static void pool(int values) throws Exception {
        Path root = Files.createTempDirectory("large-files");
        Path file = Files.createDirectories(root.resolve("resources")).resolve("pool");
        byte[] bytes = LargeSite.pool(values);
        Files.write(file, bytes);
        read("pool", values, bytes.length, () -> {
            FilePools pools = new FilePools(new DataRoot(root.toRealPath()), IdentifierScheme.SERIALNUMBER);
            pools.taken(Optional.of("pool"), Optional.of(NodeId.parse("NOBODY")));
            return pools;
        });
    }

    private static <T> T read(String kind, int size, int bytes, Callable<T> reader) throws Exception {
        long before = used();
        long begin = System.nanoTime();
        T kept = reader.call();
        latest = kept;
        double cold = millis(begin);
        double heap = (used() - before) / 1e6;
        double[] warm = new double[WARM_UP];
        for (int i = 0; i < WARM_UP; i++) {
            begin = System.nanoTime();
            latest = reader.call();
            warm[i] = millis(begin);
        }
        System.out.printf(
                Locale.ROOT,
                "%-12s %7d things, %5.1f MB: first read %6.0f ms, later %6.1f ms, %6.1f MB of heap kept, peak RSS %d MB%n",
                kind,
                size,
                bytes / 1e6,
                cold,
                Arrays.stream(warm).skip(WARM_UP / 2).min().orElse(0),
                heap,
                peak());
        return kept;
    }

    private static void measure(String what, Callable<Object> action) throws Exception {
        double[] micros = new double[MATCHES];
        for (int i = 0; i < MATCHES; i++) {
            long begin = System.nanoTime();
            latest = action.call();
            micros[i] = millis(begin) * 1000;
        }
        Arrays.sort(micros, MATCHES / 2, MATCHES);
        System.out.printf(
                Locale.ROOT, "  %-32s first %8.0f us, later %8.1f us%n", what, micros[0], micros[MATCHES * 3 / 4]);
    }

    private static double millis(long begin) {
        return (System.nanoTime() - begin) / 1e6;
    }

    private static long used() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            System.gc();
            Thread.sleep(50);
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static int peak() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToInt(line -> Integer.parseInt(line.replaceAll("[^0-9]", "")) / 1024)
                .findFirst()
                .orElse(0);
    }
}
