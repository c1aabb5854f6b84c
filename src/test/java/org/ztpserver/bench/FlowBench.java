package org.ztpserver.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.ztpserver.it.contract.BootedSwitch;
import org.ztpserver.it.contract.SiteFiles;
import org.ztpserver.it.contract.SlowClients;

/**
 * What many and slow clients cost, and how fast an image goes out, compared with nginx in the same run. After {@code mvn
 * package}, with {@code nginx} on the path:
 *
 * <pre>
 * java -cp "target/test-classes:$HOME/.m2/repository/org/assertj/assertj-core/3.27.3/assertj-core-3.27.3.jar" \
 *     org.ztpserver.bench.FlowBench target/ztpserver.war
 * </pre>
 */
public final class FlowBench {

    private static final long IMAGE_BYTES = 1L << 30;
    private static final int WARM_UP = 4;
    private static final int ROUNDS = 7;

    private final Path war;
    private final SiteFiles site;

    private FlowBench(Path war) throws IOException {
        this.war = war;
        this.site = new SiteFiles(Files.createTempDirectory("flow-bench"));
        BootedSwitch.site(site);
    }

    /** The first argument is the path of {@code ztpserver.war}. */
    public static void main(String[] arguments) throws Exception {
        FlowBench bench = new FlowBench(Path.of(arguments[0]));
        try {
            bench.image();
            bench.slowReaders();
            bench.openLoop();
        } finally {
            bench.site.remove("");
        }
    }

    private void image() throws Exception {
        byte[] block = new byte[1 << 20];
        new Random(1).nextBytes(block);
        site.folder("files");
        try (var out = Files.newOutputStream(site.path("files/image"))) {
            for (long bytes = 0; bytes < IMAGE_BYTES; bytes += block.length) {
                out.write(block);
            }
        }
        try (Served server = Served.ztpserver(war, site);
                Served nginx = Served.nginx(site)) {
            for (int i = 0; i < WARM_UP; i++) {
                download(nginx);
                download(server);
            }
            double[] speed = new double[ROUNDS];
            double[] cpu = new double[ROUNDS];
            for (int i = 0; i < ROUNDS; i++) {
                double[] its = download(nginx);
                double[] ours = download(server);
                speed[i] = its[0] / ours[0];
                cpu[i] = ours[1] / its[1];
                print(
                        "image of 1 GiB, MB a second",
                        IMAGE_BYTES / 1e6 / ours[0],
                        "nginx " + (int) (IMAGE_BYTES / 1e6 / its[0]));
            }
            print("image of 1 GiB, speed, median", median(speed), "of nginx's");
            print("image of 1 GiB, CPU, median", median(cpu), "times nginx's");
        }
    }

    /** @return seconds, and seconds of CPU of the server */
    private static double[] download(Served from) throws IOException {
        double cpu = from.cpuSeconds();
        long begin = System.nanoTime();
        byte[] bytes = new byte[1 << 20];
        try (Socket socket = new Socket(from.url.getHost(), from.url.getPort())) {
            socket.getOutputStream()
                    .write(("GET " + from.url.getPath()
                                    + "/files/image HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            long all = 0;
            for (int read; (read = in.read(bytes)) >= 0; ) {
                all += read;
            }
            if (all < IMAGE_BYTES) {
                throw new IOException("only " + all + " bytes came");
            }
        }
        return new double[] {(System.nanoTime() - begin) / 1e9, from.cpuSeconds() - cpu};
    }

    private void slowReaders() throws Exception {
        try (Served server = Served.ztpserver(war, site);
                SlowClients clients = new SlowClients(server.url)) {
            clients.reading(1_000, SlowClients.get(server.url, "/files/image"), 100_000);
            double cpu = server.cpuSeconds();
            LockSupport.parkNanos(20_000_000_000L);
            print("1,000 readers of 100 KB a second, connected", clients.stillReading(), "");
            print("1,000 readers of 100 KB a second, resident", server.residentMegabytes(), "MB");
            print("1,000 readers of 100 KB a second, CPU", (server.cpuSeconds() - cpu) / 20 * 100, "%");
        }
    }

    private void openLoop() throws Exception {
        try (Served server = Served.ztpserver(war, site)) {
            new OpenLoop(server.url, "WARM").run(1_000, 20);
            OpenLoop load = new OpenLoop(server.url, "OPEN");
            load.run(10_000, 10);
            List<Double> milliseconds = new ArrayList<>(load.milliseconds);
            Collections.sort(milliseconds);
            print("10,000 switches in 10 s, provisioned", load.provisioned, "");
            print("10,000 switches in 10 s, told to come back", load.toldToComeBack, "");
            print("10,000 switches in 10 s, broken or without an answer", load.broken, "");
            print("10,000 switches in 10 s, requests, p99", milliseconds.get(milliseconds.size() * 99 / 100), "ms");
            print("10,000 switches in 10 s, requests, slowest", milliseconds.get(milliseconds.size() - 1), "ms");
        }
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    private static void print(String what, double value, String unit) {
        System.out.printf(Locale.ROOT, "%-55s %10.2f %s%n", what, value, unit);
    }

    /** A process that serves the site. */
    private static final class Served implements AutoCloseable {

        private final Process process;
        private final URI url;

        private Served(Process process, URI url) {
            this.process = process;
            this.url = url;
        }

        static Served ztpserver(Path war, SiteFiles site) throws IOException {
            Path conf = Files.writeString(
                    Files.createTempFile("flow-bench", ".conf"), "[server]\ninterface = 127.0.0.1\nport = 0\n");
            ProcessBuilder builder =
                    new ProcessBuilder("java", "-Xmx256m", "-jar", war.toString(), "--conf", conf.toString());
            builder.environment().put("ZTPS_DEFAULT_DATAROOT", site.path("").toString());
            Process process = builder.redirectErrorStream(true).start();
            BufferedReader log = process.inputReader(StandardCharsets.UTF_8);
            String line = log.readLine();
            while (line != null && !line.contains("Listening on ")) {
                line = log.readLine();
            }
            if (line == null) {
                throw new IOException("the server did not start");
            }
            Thread drain = new Thread(() -> log.lines().forEach(ignored -> {}), "drain");
            drain.setDaemon(true);
            drain.start();
            Files.delete(conf);
            return new Served(process, URI.create(line.replaceFirst(".*Listening on ", "")));
        }

        static Served nginx(SiteFiles site) throws IOException {
            int port;
            try (ServerSocket free = new ServerSocket(0)) {
                port = free.getLocalPort();
            }
            Path folder = Files.createTempDirectory("flow-bench-nginx");
            Path conf = Files.writeString(folder.resolve("nginx.conf"), """
                    daemon off; master_process off; pid %1$s/pid; error_log stderr;
                    events { worker_connections 4096; }
                    http {
                        access_log off; sendfile on; tcp_nopush on;
                        client_body_temp_path %1$s/b; proxy_temp_path %1$s/p; fastcgi_temp_path %1$s/f;
                        uwsgi_temp_path %1$s/u; scgi_temp_path %1$s/s;
                        server { listen 127.0.0.1:%2$d; root %3$s; }
                    }
                    """.formatted(
                            folder, port, site.path("").toAbsolutePath()));
            Process process = new ProcessBuilder("nginx", "-c", conf.toString(), "-p", folder.toString())
                    .inheritIO()
                    .start();
            URI url = URI.create("http://127.0.0.1:" + port);
            for (int i = 0; i < 100 && !listens(port); i++) {
                LockSupport.parkNanos(50_000_000);
            }
            return new Served(process, url);
        }

        private static boolean listens(int port) {
            try {
                new Socket(InetAddress.getLoopbackAddress(), port).close();
                return true;
            } catch (IOException e) {
                return false;
            }
        }

        double cpuSeconds() throws IOException {
            String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / 100.0;
        }

        double residentMegabytes() throws IOException {
            for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
                if (line.startsWith("VmRSS:")) {
                    return Integer.parseInt(line.replaceAll("[^0-9]", "")) / 1e3;
                }
            }
            throw new IOException("no VmRSS in /proc");
        }

        @Override
        public void close() {
            process.toHandle().destroy();
            process.onExit().join();
        }
    }
}
