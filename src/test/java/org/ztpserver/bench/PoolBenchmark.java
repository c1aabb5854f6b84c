package org.ztpserver.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.ztpserver.core.definition.ResourceCall;
import org.ztpserver.core.node.IdentifierScheme;
import org.ztpserver.core.node.Node;
import org.ztpserver.core.node.NodeId;
import org.ztpserver.resource.pool.FilePools;
import org.ztpserver.site.DataRoot;

/**
 * How long a node waits for a new value of a file pool, when 16 ask at once all the time: one half of the pool is taken
 * already. Arguments: the folder to work in (a temporary one by default) and the sizes of the pools.
 */
public final class PoolBenchmark {

    private static final int NODES_AT_ONCE = 16;
    private static final int MAX_ALLOCATIONS = 4_000;
    private static final int ROUNDS = 3;
    private static final Node NODE = new Node("DCS-7050S-64", null, "JPE1", "4.32.1F", Map.of());

    private PoolBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        List<String> rest = new ArrayList<>(Arrays.asList(arguments));
        boolean named = !rest.isEmpty() && !rest.get(0).matches("\\d+");
        Path parent = named ? Path.of(rest.remove(0)) : Path.of(System.getProperty("java.io.tmpdir"));
        int[] sizes = rest.isEmpty()
                ? new int[] {100, 10_000, 100_000}
                : rest.stream().mapToInt(Integer::parseInt).toArray();
        System.out.println("   values  allocations  median ms  p99 ms  max ms  per second  bytes written/allocation");
        for (int size : sizes) {
            for (int round = 1; round <= ROUNDS; round++) {
                Path root = Files.createTempDirectory(parent, "pools");
                try {
                    measure(root, size);
                } finally {
                    Files.delete(root.resolve("resources/p"));
                    Files.deleteIfExists(root.resolve("resources/~lock"));
                    Files.delete(root.resolve("resources"));
                    Files.delete(root);
                }
            }
        }
    }

    private static void measure(Path root, int size) throws Exception {
        Files.createDirectory(root.resolve("resources"));
        Files.writeString(root.resolve("resources/p"), pool(size));
        FilePools pools = new FilePools(new DataRoot(root), IdentifierScheme.SERIALNUMBER);
        ResourceCall call = ResourceCall.parse("allocate('p')").orElseThrow();
        pools.take(NodeId.parse("FIRST"), NODE, Set.of(call)); // reads the file
        int allocations = Math.min(size / 2 - 1, MAX_ALLOCATIONS);
        AtomicInteger next = new AtomicInteger();
        Callable<long[]> node = () -> {
            LongStream.Builder nanos = LongStream.builder();
            for (int i; (i = next.getAndIncrement()) < allocations; ) {
                NodeId id = NodeId.parse("JPE9" + i);
                long start = System.nanoTime();
                pools.take(id, NODE, Set.of(call));
                nanos.add(System.nanoTime() - start);
            }
            return nanos.build().toArray();
        };
        long written = pools.bytesWritten();
        ExecutorService nodes = Executors.newFixedThreadPool(NODES_AT_ONCE);
        long start = System.nanoTime();
        List<Future<long[]>> answers = new ArrayList<>();
        for (int i = 0; i < NODES_AT_ONCE; i++) {
            answers.add(nodes.submit(node));
        }
        LongStream all = LongStream.empty();
        for (Future<long[]> answer : answers) {
            all = LongStream.concat(all, Arrays.stream(answer.get()));
        }
        long elapsed = System.nanoTime() - start;
        nodes.shutdown();
        long[] sorted = all.sorted().toArray();
        System.out.printf(
                "%9d  %11d  %9.2f  %6.2f  %6.2f  %10.0f  %24d%n",
                size,
                sorted.length,
                millis(sorted[sorted.length / 2]),
                millis(sorted[sorted.length * 99 / 100]),
                millis(sorted[sorted.length - 1]),
                sorted.length * (double) TimeUnit.SECONDS.toNanos(1) / elapsed,
                (pools.bytesWritten() - written) / sorted.length);
    }

    private static double millis(long nanos) {
        return nanos / (double) TimeUnit.MILLISECONDS.toNanos(1);
    }

    private static String pool(int size) {
        StringBuilder text = new StringBuilder("# management addresses\n");
        for (int i = 0; i < size; i++) {
            text.append("10.")
                    .append(i >> 16)
                    .append('.')
                    .append(i >> 8 & 255)
                    .append('.')
                    .append(i & 255);
            text.append("/8: ").append(i % 2 == 0 ? "JPE1" + i : "null").append('\n');
        }
        return text.toString();
    }
}
