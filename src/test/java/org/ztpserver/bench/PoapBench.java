package org.ztpserver.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * How long the registration and the configuration of one Nexus switch take, with few and with many switches in
 * podvars.yml. {@code docs/poap.md} has the command.
 */
public final class PoapBench {

    private static final int WARM_UP = 1000;
    private static final int REQUESTS = 2000;
    private static final int CLIENTS = 4;

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private PoapBench() {}

    /** The first argument is the path of {@code ztpserver.war}. */
    public static void main(String[] arguments) throws Exception {
        System.out.printf("%-10s %-18s %12s %12s %12s%n", "entries", "request", "median ms", "99% ms", "requests/s");
        for (int entries : new int[] {10, 1_000, 10_000}) {
            run(Path.of(arguments[0]), entries);
        }
    }

    private static void run(Path war, int entries) throws Exception {
        Path folder = Files.createTempDirectory("poap-bench");
        Path templates = Files.createDirectories(folder.resolve("data/poap/templates"));
        Files.copy(Path.of("src/main/dataroot/poap/templates/conf_nxv.ftl"), templates.resolve("conf_nxv.ftl"));
        Files.write(folder.resolve("data/poap/podvars.yml"), podVars(entries));
        Files.writeString(folder.resolve("conf"), "[server]\ninterface = 127.0.0.1\nport = 0\n");
        ProcessBuilder builder = new ProcessBuilder(
                        "java",
                        "-jar",
                        war.toString(),
                        "--conf",
                        folder.resolve("conf").toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile());
        builder.environment()
                .put("ZTPS_DEFAULT_DATAROOT", folder.resolve("data").toString());
        Process server = builder.start();
        try {
            URI url = listening(server, folder.resolve("log"));
            measure(
                    entries,
                    "PUT /<serial>",
                    HttpRequest.newBuilder(URI.create(url + "/SERIAL5"))
                            .PUT(BodyPublishers.ofString("data=0000.5e00.0005"))
                            .build());
            measure(
                    entries,
                    "GET /conf/<serial>",
                    HttpRequest.newBuilder(URI.create(url + "/conf/SERIAL5")).build());
        } finally {
            server.destroy();
            server.waitFor(20, TimeUnit.SECONDS);
        }
    }

    private static List<String> podVars(int entries) {
        List<String> lines = new ArrayList<>(List.of("pod: {tftp_server: 192.0.2.1, protocol: http}", "switches:"));
        for (int i = 1; i <= entries; i++) {
            lines.add("  - {id: SERIAL" + i + ", hostname: switch" + i + ", mgmt0_ip: 192.0.2." + i % 250
                    + "/24, lo0_ip: 198.51.100." + i % 250 + "/32, system_image: nxos.9.3.7.bin}");
        }
        return lines;
    }

    private static URI listening(Process server, Path log) throws IOException, InterruptedException {
        while (server.isAlive()) {
            for (String line : Files.readAllLines(log)) {
                int at = line.indexOf("Listening on ");
                if (at >= 0) {
                    return URI.create(line.substring(at + "Listening on ".length()));
                }
            }
            Thread.sleep(50);
        }
        throw new IllegalStateException("the server did not start: " + Files.readString(log));
    }

    private static void measure(int entries, String name, HttpRequest request) throws Exception {
        for (int i = 0; i < WARM_UP; i++) {
            millis(request);
        }
        double[] millis = new double[REQUESTS];
        for (int i = 0; i < REQUESTS; i++) {
            millis[i] = millis(request);
        }
        Arrays.sort(millis);
        System.out.printf(
                "%-10d %-18s %12.2f %12.2f %12.0f%n",
                entries, name, millis[REQUESTS / 2], millis[REQUESTS * 99 / 100], perSecond(request));
    }

    private static double perSecond(HttpRequest request) throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            Callable<Void> client = () -> {
                for (int i = 0; i < REQUESTS / CLIENTS; i++) {
                    millis(request);
                }
                return null;
            };
            long start = System.nanoTime();
            for (Future<Void> done : clients.invokeAll(List.of(client, client, client, client))) {
                done.get();
            }
            return REQUESTS * 1e9 / (System.nanoTime() - start);
        } finally {
            clients.shutdown();
        }
    }

    private static double millis(HttpRequest request) throws IOException, InterruptedException {
        long start = System.nanoTime();
        HttpResponse<byte[]> response = HTTP.send(request, BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) {
            throw new IllegalStateException(request.uri() + ": status " + response.statusCode());
        }
        return (System.nanoTime() - start) / 1e6;
    }
}
