package org.ztpserver.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.ztpserver.it.contract.SiteFiles;

/**
 * How long switches wait that find a large file just edited, or a server just started: 16 at once, for the first answer and
 * for the last, with neighbordb and with podvars.yml.
 *
 * <pre>
 * java -cp target/test-classes org.ztpserver.bench.EditBench target/ztpserver.war [options of java]
 * </pre>
 */
public final class EditBench {

    private static final int SWITCHES = 16;
    private static final int EDITS = 5;

    private int number;

    private EditBench() {}

    /** The first argument is the path of {@code ztpserver.war}; Java gets the others. */
    public static void main(String[] arguments) throws Exception {
        String[] java = List.of(arguments).subList(1, arguments.length).toArray(String[]::new);
        System.out.printf("%-42s %9s %9s %9s %9s%n", "", "first, s", "last, s", "CPU, s", "peak, MB");
        EditBench bench = new EditBench();
        bench.eos(Path.of(arguments[0]), java);
        bench.poap(Path.of(arguments[0]), java);
    }

    private void eos(Path war, String... java) throws Exception {
        SiteFiles site = EosBoot.site("");
        byte[] patterns = LargeSite.neighbordb(10_000);
        Files.write(site.path("neighbordb"), patterns);
        try (MeasuredServer server = MeasuredServer.start(war, site.path(""), java)) {
            ask("10,000 patterns, just started", server, this::register);
            for (int edit = 0; edit < EDITS; edit++) {
                Files.write(site.path("neighbordb"), patterns);
                Files.writeString(site.path("neighbordb"), "# " + edit, StandardOpenOption.APPEND);
                ask("10,000 patterns, just edited", server, this::register);
            }
        } finally {
            site.remove("");
        }
    }

    private void poap(Path war, String... java) throws Exception {
        SiteFiles site = EosBoot.site("");
        site.write("poap/templates/conf_nxv.ftl", "hostname ${hostname}\n");
        byte[] switches = LargeSite.podVars(50_000);
        Files.write(site.path("poap/podvars.yml"), switches);
        try (MeasuredServer server = MeasuredServer.start(war, site.path(""), java)) {
            ask("50,000 switches, just started", server, this::collect);
            for (int edit = 0; edit < EDITS; edit++) {
                Files.write(site.path("poap/podvars.yml"), switches);
                Files.writeString(site.path("poap/podvars.yml"), "# " + edit, StandardOpenOption.APPEND);
                ask("50,000 switches, just edited", server, this::collect);
            }
        } finally {
            site.remove("");
        }
    }

    private interface Question {
        /** @return how long it took, in nanoseconds */
        long ask(EosBoot http, int number);
    }

    private long register(EosBoot http, int id) {
        return http.send("POST", "/nodes", LargeSite.report("EDIT" + id, 1 + id % 9_999), 201);
    }

    private long collect(EosBoot http, int id) {
        return http.send("GET", "/conf/SERIAL" + id, "", 200);
    }

    private void ask(String what, MeasuredServer server, Question question) throws Exception {
        double cpu = server.cpuSeconds();
        List<Callable<Long>> switches = new ArrayList<>();
        for (int i = 0; i < SWITCHES; i++) {
            int id = ++number;
            switches.add(() -> question.ask(new EosBoot(server.url()), id));
        }
        ExecutorService threads = Executors.newFixedThreadPool(SWITCHES);
        try {
            List<Long> nanos = new ArrayList<>();
            for (Future<Long> answer : threads.invokeAll(switches)) {
                nanos.add(answer.get());
            }
            nanos.sort(null);
            System.out.printf(
                    Locale.ROOT,
                    "%-42s %9.2f %9.2f %9.2f %9.0f%n",
                    what,
                    nanos.get(0) / 1e9,
                    nanos.get(SWITCHES - 1) / 1e9,
                    server.cpuSeconds() - cpu,
                    server.peakMegabytes());
        } finally {
            threads.shutdown();
        }
    }
}
