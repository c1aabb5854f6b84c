package org.ztpserver.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.ztpserver.it.contract.RawRequest;

/**
 * What the first thousand switches get from a server that has just started: how long until the first answer, how long a
 * request takes, and how much processor time a switch costs. After {@code mvn package}:
 *
 * <pre>
 * java -cp "target/test-classes:$HOME/.m2/repository/org/assertj/assertj-core/3.27.3/assertj-core-3.27.3.jar" \
 *     org.ztpserver.bench.ColdStartBench target/ztpserver.war [options of java]
 * </pre>
 */
public final class ColdStartBench {

    private static final int SWITCHES = 1_000;
    private static final Duration BETWEEN = Duration.ofMillis(10);
    private static final int CLIENTS = 100;
    private static final int REQUESTS = 7;

    private ColdStartBench() {}

    /** The first argument is the path of {@code ztpserver.war}; Java gets the others. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("cold-start");
        Path conf = Files.writeString(folder.resolve("conf"), "[server]\ninterface = 127.0.0.1\nport = 0\n");
        List<String> command = new ArrayList<>(List.of("java"));
        command.addAll(Arrays.asList(arguments).subList(1, arguments.length));
        command.addAll(List.of("-jar", arguments[0], "--conf", conf.toString()));
        Path log = folder.resolve("log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("XDG_DATA_HOME", folder.toString());
        long begin = System.nanoTime();
        Process server = builder.start();
        try {
            URI url = listening(server, log);
            RawRequest.of("GET", url, "/bootstrap").send();
            print("start to first answer", (System.nanoTime() - begin) / 1e9, "s");
            print("processor time until then", cpu(server).toMillis() / 1e3, "s");
            rackDay(url, server);
        } finally {
            server.destroy();
            server.waitFor();
        }
    }

    private static URI listening(Process server, Path log) throws IOException {
        while (server.isAlive()) {
            for (String line : Files.readAllLines(log)) {
                if (line.contains("Listening on ") && line.endsWith("/ztpserver")) {
                    return URI.create(line.replaceFirst(".*Listening on ", ""));
                }
            }
            LockSupport.parkNanos(BETWEEN.toNanos());
        }
        throw new IOException("the server did not start");
    }

    private static Duration cpu(Process server) {
        return server.info().totalCpuDuration().orElseThrow();
    }

    private static void rackDay(URI url, Process server) throws InterruptedException {
        double[] milliseconds = new double[SWITCHES * REQUESTS];
        AtomicInteger next = new AtomicInteger();
        Duration before = cpu(server);
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        long begin = System.nanoTime();
        for (int i = 0; i < SWITCHES; i++) {
            LockSupport.parkNanos(begin + i * BETWEEN.toNanos() - System.nanoTime());
            String id = "S" + i;
            clients.execute(() -> boot(url, id, milliseconds, next));
        }
        clients.shutdown();
        if (!clients.awaitTermination(5, TimeUnit.MINUTES)) {
            throw new IllegalStateException("not answered within 5 minutes");
        }
        print("seconds for " + SWITCHES + " switches", (System.nanoTime() - begin) / 1e9, "s");
        print("processor time of a switch", cpu(server).minus(before).toMillis() / (double) SWITCHES, "ms");
        Arrays.sort(milliseconds);
        print("request, 50th percentile", milliseconds[milliseconds.length / 2], "ms");
        print("request, 99th percentile", milliseconds[milliseconds.length * 99 / 100], "ms");
        print("slowest request", milliseconds[milliseconds.length - 1], "ms");
    }

    private static void boot(URI url, String id, double[] milliseconds, AtomicInteger next) {
        String node = "{\"serialnumber\": \"" + id + "\", \"neighbors\": {"
                + "\"Ethernet49\": [{\"device\": \"spine1\", \"port\": \"Ethernet1\"}],"
                + "\"Ethernet50\": [{\"device\": \"spine2\", \"port\": \"Ethernet1\"}]}}";
        for (RawRequest request : List.of(
                RawRequest.of("GET", url, "/bootstrap"),
                RawRequest.of("GET", url, "/bootstrap/config"),
                RawRequest.of("POST", url, "/nodes").body(node),
                RawRequest.of("GET", url, "/nodes/" + id),
                RawRequest.of("GET", url, "/actions/add_config"),
                RawRequest.of("GET", url, "/meta/files/templates/base.template"),
                RawRequest.of("GET", url, "/files/templates/base.template"))) {
            long begin = System.nanoTime();
            int status = request.send().status();
            milliseconds[next.getAndIncrement()] = (System.nanoTime() - begin) / 1e6;
            if (status >= 400) {
                throw new IllegalStateException(id + " was answered with " + status);
            }
        }
    }

    private static void print(String what, double value, String unit) {
        System.out.printf(Locale.ROOT, "%-45s %10.2f %s%n", what, value, unit);
    }
}
