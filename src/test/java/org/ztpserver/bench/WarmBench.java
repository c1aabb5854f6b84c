package org.ztpserver.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.ztpserver.it.contract.SiteFiles;

/**
 * What a boot of an EOS switch costs the server: processor time and switches a second from its start on, in windows of
 * ten seconds, with few and with many patterns. The load generator runs on the same machine.
 *
 * <pre>
 * java -cp target/test-classes org.ztpserver.bench.WarmBench target/ztpserver.war [seconds [patterns...]]
 * </pre>
 */
public final class WarmBench {

    private static final int CLIENTS = 8;
    private static final int WINDOW_SECONDS = 10;
    private static final String[] REQUESTS = {
        "bootstrap", "bootstrap/config", "POST nodes", "definition", "action 1", "action 2", "meta", "file"
    };

    private WarmBench() {}

    /** The first argument is the path of {@code ztpserver.war}. */
    public static void main(String[] arguments) throws Exception {
        Path war = Path.of(arguments[0]);
        int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 60;
        String[] patterns = arguments.length > 2
                ? Arrays.copyOfRange(arguments, 2, arguments.length)
                : new String[] {"10", "10000"};
        for (String count : patterns) {
            run(war, seconds, Integer.parseInt(count));
        }
        nginx(seconds);
    }

    /** The same answers as files. */
    private static void nginx(int seconds) throws Exception {
        SiteFiles site = EosBoot.site("");
        try (MeasuredServer server = MeasuredServer.nginx(site.path(""), EosBoot.LOCATIONS)) {
            System.out.println("nginx, the same answers as files");
            measure(server, seconds, 1);
        } finally {
            site.remove("");
        }
    }

    private static void run(Path war, int seconds, int patterns) throws Exception {
        SiteFiles site = EosBoot.site(EosBoot.patterns(patterns));
        try (MeasuredServer server = MeasuredServer.start(war, site.path(""), "-Xmx256m")) {
            System.out.printf("%d patterns, %d clients%n", patterns, CLIENTS);
            measure(server, seconds, patterns);
        } finally {
            site.remove("");
        }
    }

    private static void measure(MeasuredServer server, int seconds, int patterns) throws Exception {
        System.out.printf("%-10s %12s %16s %8s%n", "second", "switches/s", "CPU ms/switch", "RSS MB");
        AtomicInteger number = new AtomicInteger();
        List<long[]> last = List.of();
        for (int second = 0; second < seconds; second += WINDOW_SECONDS) {
            double cpu = server.cpuSeconds();
            long begin = System.nanoTime();
            last = load(server, number, patterns, begin + WINDOW_SECONDS * 1_000_000_000L);
            double took = (System.nanoTime() - begin) / 1e9;
            System.out.printf(
                    Locale.ROOT,
                    "%-10d %12.0f %16.2f %8.0f%n",
                    second,
                    last.size() / took,
                    (server.cpuSeconds() - cpu) * 1e3 / last.size(),
                    server.residentMegabytes());
        }
        System.out.printf("%-20s %10s %10s%n", "request", "median ms", "p99 ms");
        for (int i = 0; i < REQUESTS.length; i++) {
            int request = i;
            long[] nanos =
                    last.stream().mapToLong(boot -> boot[request]).sorted().toArray();
            System.out.printf(
                    Locale.ROOT,
                    "%-20s %10.2f %10.2f%n",
                    REQUESTS[i],
                    nanos[nanos.length / 2] / 1e6,
                    nanos[nanos.length * 99 / 100] / 1e6);
        }
    }

    private static List<long[]> load(MeasuredServer server, AtomicInteger number, int patterns, long end)
            throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            Callable<List<long[]>> client = () -> {
                EosBoot boot = new EosBoot(server.url());
                List<long[]> times = new ArrayList<>();
                while (System.nanoTime() < end) {
                    int id = number.incrementAndGet();
                    long[] nanos = new long[EosBoot.REQUESTS];
                    boot.boot("BENCH" + id, id % patterns, nanos);
                    times.add(nanos);
                }
                return times;
            };
            List<long[]> all = new ArrayList<>();
            for (Future<List<long[]>> done : clients.invokeAll(Collections.nCopies(CLIENTS, client))) {
                all.addAll(done.get());
            }
            return all;
        } finally {
            clients.shutdown();
        }
    }
}
