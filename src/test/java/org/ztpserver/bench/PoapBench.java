package org.ztpserver.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import org.ztpserver.it.contract.SiteFiles;

/**
 * What the registration of a Nexus switch and its configuration cost the server, in both languages of templates, with few
 * and with many switches in podvars.yml. Each request has a connection of its own.
 *
 * <pre>
 * java -cp target/test-classes org.ztpserver.bench.PoapBench target/ztpserver.war [seconds [entries...]]
 * </pre>
 */
public final class PoapBench {

    private static final int CLIENTS = 8;

    /** What the just-in-time compiler needs. */
    private static final int WARM_UP_SECONDS = 30;

    private PoapBench() {}

    /** The first argument is the path of {@code ztpserver.war}. */
    public static void main(String[] arguments) throws Exception {
        int seconds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10;
        List<String> entries = arguments.length > 2
                ? List.of(arguments).subList(2, arguments.length)
                : List.of("10", "10000", "50000");
        System.out.printf("%-10s %-10s %14s %16s %8s%n", "entries", "template", "PUT + GET/s", "CPU ms", "RSS MB");
        for (String count : entries) {
            for (String language : List.of("ftl", "j2")) {
                run(Path.of(arguments[0]), seconds, Integer.parseInt(count), language);
            }
        }
    }

    private static void run(Path war, int seconds, int entries, String language) throws Exception {
        SiteFiles site = new SiteFiles(Files.createTempDirectory("poap-bench"));
        String template = "poap/templates/conf_nxv." + language;
        site.write(template, Files.readString(Path.of("src/main/dataroot", template)));
        site.write("poap/podvars.yml", podVars(entries));
        try (MeasuredServer server = MeasuredServer.start(war, site.path(""), "-Xmx256m")) {
            load(server, entries, WARM_UP_SECONDS);
            double cpu = server.cpuSeconds();
            int pairs = load(server, entries, seconds);
            System.out.printf(
                    Locale.ROOT,
                    "%-10d %-10s %14.0f %16.2f %8.0f%n",
                    entries,
                    language,
                    (double) pairs / seconds,
                    (server.cpuSeconds() - cpu) * 1e3 / pairs,
                    server.residentMegabytes());
        } finally {
            site.remove("");
        }
    }

    private static String podVars(int entries) {
        StringBuilder text = new StringBuilder("pod: {tftp_server: 192.0.2.1, protocol: http}\nswitches:\n");
        for (int i = 0; i < entries; i++) {
            text.append("  - {id: SERIAL")
                    .append(i)
                    .append(", hostname: switch")
                    .append(i);
            text.append(", mgmt0_ip: 192.0.2.").append(i % 250).append("/24, lo0_ip: 198.51.100.");
            text.append(i % 250).append("/32, system_image: nxos.9.3.7.bin}\n");
        }
        return text.toString();
    }

    /** @return how many switches have registered and got their configuration */
    private static int load(MeasuredServer server, int entries, int seconds) throws Exception {
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            Callable<Integer> client = () -> {
                EosBoot http = new EosBoot(server.url());
                int pairs = 0;
                for (; System.nanoTime() < end; pairs++) {
                    int number = ThreadLocalRandom.current().nextInt(entries);
                    http.send("PUT", "/SERIAL" + number, String.format("data=0000.5e00.%04x", number % 65_536), 200);
                    http.send("GET", "/conf/SERIAL" + number, "", 200);
                }
                return pairs;
            };
            int pairs = 0;
            for (Future<Integer> done : clients.invokeAll(Collections.nCopies(CLIENTS, client))) {
                pairs += done.get();
            }
            return pairs;
        } finally {
            clients.shutdown();
        }
    }
}
