package org.ztpserver.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.ztpserver.it.contract.RawRequest;
import org.ztpserver.it.contract.SiteFiles;

/**
 * The figures of the server for EOS switches: how large it is, how fast it starts, how much memory it takes, and whether
 * a registration can tell a small neighbordb from a large one. After {@code mvn package}:
 *
 * <pre>
 * java -cp "target/test-classes:$HOME/.m2/repository/org/assertj/assertj-core/3.27.3/assertj-core-3.27.3.jar" \
 *     org.ztpserver.bench.EosBench target/ztpserver.war
 * </pre>
 */
public final class EosBench {

    private static final int STARTS = 5;
    private static final int NODES = 1_000;
    private static final int WARM_UP = 500;

    private final Path war;

    private EosBench(Path war) {
        this.war = war;
    }

    /** The first argument is the path of {@code ztpserver.war}. */
    public static void main(String[] arguments) throws Exception {
        EosBench bench = new EosBench(Path.of(arguments[0]));
        print("size of the WAR", Files.size(bench.war) / 1e6, "MB");
        bench.starts();
        double small = bench.registrations(10, true);
        double large = bench.registrations(1_000, false);
        print("POST /nodes, 1,000 patterns to 10", large / small, "times");
    }

    private void starts() throws Exception {
        double[] seconds = new double[STARTS];
        for (int i = 0; i < STARTS; i++) {
            long begin = System.nanoTime();
            try (Server server = new Server(site(10), war)) {
                RawRequest.of("GET", server.url, "/bootstrap").send();
                seconds[i] = (System.nanoTime() - begin) / 1e9;
            }
        }
        print("start to first answer, median of " + STARTS, median(seconds), "s");
    }

    /** @return milliseconds for a switch that the last pattern matches, median */
    private double registrations(int patterns, boolean memory) throws Exception {
        try (Server server = new Server(site(patterns), war)) {
            for (int i = 0; i < WARM_UP; i++) {
                register(server.url, "W" + i, patterns);
            }
            double[] milliseconds = new double[NODES];
            for (int i = 0; i < NODES; i++) {
                long begin = System.nanoTime();
                register(server.url, "N" + i, patterns);
                milliseconds[i] = (System.nanoTime() - begin) / 1e6;
            }
            for (int i = 0; i < NODES; i++) {
                RawRequest.of("GET", server.url, "/nodes/N" + i).send();
            }
            if (memory) {
                print(
                        "resident after " + (WARM_UP + NODES) + " nodes, heap of 128 MB",
                        server.residentMegabytes(),
                        "MB");
            }
            print("POST /nodes, " + patterns + " patterns, median", median(milliseconds), "ms");
            return median(milliseconds);
        }
    }

    private static void register(URI url, String id, int patterns) {
        String body = "{\"serialnumber\": \"" + id + "\", \"model\": \"vEOS\", \"neighbors\": {"
                + "\"Ethernet49\": [{\"device\": \"spine" + patterns + "\", \"port\": \"Ethernet1\"}]}}";
        int status = RawRequest.of("POST", url, "/nodes").body(body).send().status();
        if (status != 201) {
            throw new IllegalStateException(id + " was answered with " + status);
        }
    }

    private static SiteFiles site(int patterns) throws IOException {
        SiteFiles site = new SiteFiles(Files.createTempDirectory("eos-bench"));
        site.write("bootstrap/bootstrap", "$SERVER\n");
        site.write("definitions/leaf", "name: leaf\nactions: [{action: add_config, attributes: {url: files/x}}]\n");
        StringBuilder neighbordb = new StringBuilder("patterns:\n");
        for (int i = 1; i <= patterns; i++) {
            neighbordb.append("  - name: pattern ").append(i).append("\n    definition: leaf\n    interfaces:\n");
            neighbordb.append("      - Ethernet49: regex('spine").append(i).append("$'):any\n");
        }
        site.write("neighbordb", neighbordb.toString());
        return site;
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    private static void print(String what, double value, String unit) {
        System.out.printf(Locale.ROOT, "%-45s %10.2f %s%n", what, value, unit);
    }

    private static final class Server implements AutoCloseable {

        private final SiteFiles site;
        private final Process process;
        private final URI url;

        Server(SiteFiles site, Path war) throws IOException {
            this.site = site;
            Path conf = site.write(
                    "../" + site.path("").getFileName() + ".conf", "[server]\ninterface = 127.0.0.1\nport = 0\n");
            ProcessBuilder builder =
                    new ProcessBuilder("java", "-Xmx128m", "-jar", war.toString(), "--conf", conf.toString());
            builder.environment().put("ZTPS_DEFAULT_DATAROOT", site.path("").toString());
            process = builder.redirectErrorStream(true).start();
            BufferedReader log = process.inputReader(StandardCharsets.UTF_8);
            String line = log.readLine();
            while (line != null && !line.contains("Listening on ")) {
                line = log.readLine();
            }
            if (line == null) {
                throw new IOException("the server did not start");
            }
            url = URI.create(line.replaceFirst(".*Listening on ", ""));
            Thread drain = new Thread(() -> log.lines().forEach(ignored -> {}), "drain");
            drain.setDaemon(true);
            drain.start();
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
            site.remove("");
        }
    }
}
