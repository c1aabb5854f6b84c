package org.ztpserver.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ztpserver.bench.LargeSite;
import org.ztpserver.it.contract.HttpAnswer;
import org.ztpserver.it.contract.RawRequest;
import org.ztpserver.it.contract.SiteFiles;

/** A large site in the heap that the unit sets, on a day when an operator edits it while the switches boot. */
class SmallHeapIT {

    private static final int PATTERNS = 10_000;
    private static final int ENTRIES = 50_000;
    private static final int SWITCHES = 200;
    private static final int AT_ONCE = 16;
    private static final int SWITCHES_PER_EDIT = 8;

    @TempDir
    private Path folder;

    private final AtomicInteger booted = new AtomicInteger();
    private final AtomicLong slowest = new AtomicLong();

    @Test
    void twoHundredSwitchesBootWhileLargeFilesAreEdited() throws Exception {
        SiteFiles site = site();
        ExecutorService switches = Executors.newFixedThreadPool(AT_ONCE);
        try (ServerProcess server = ServerProcess.on(folder)
                .environment("JAVA_TOOL_OPTIONS", "-Xmx128m")
                .start()) {
            List<Callable<Void>> boots = new ArrayList<>();
            for (int i = 0; i < SWITCHES; i++) {
                int number = 1 + i * (PATTERNS / SWITCHES);
                boots.add(i % 2 == 0 ? () -> bootEos(server, site, number) : () -> bootNexus(server, site, number));
            }

            for (Future<Void> boot : switches.invokeAll(boots)) {
                boot.get();
            }

            assertThat(server.process().isAlive()).isTrue();
            assertThat(server.log()).noneMatch(line -> line.contains("OutOfMemoryError"));
            System.out.printf(
                    "%d switches, %d edits: slowest request %d ms, peak of resident memory %s%n",
                    booted.get(), booted.get() / SWITCHES_PER_EDIT, slowest.get() / 1_000_000, peak(server));
        } finally {
            switches.shutdownNow();
        }
    }

    private SiteFiles site() throws IOException {
        SiteFiles site = new SiteFiles(folder);
        site.write("bootstrap/bootstrap", "$SERVER\n");
        site.write("definitions/leaf", "name: leaf\nactions: [{action: add_config, attributes: {url: files/x}}]\n");
        site.write("neighbordb", LargeSite.neighbordb(PATTERNS));
        site.write("poap/podvars.yml", LargeSite.podVars(ENTRIES));
        site.write("poap/templates/conf_nxv.ftl", "hostname ${hostname}\nip ${mgmt0_ip}\n");
        return site;
    }

    private Void bootEos(ServerProcess server, SiteFiles site, int number) throws IOException {
        String id = "EOS" + number;
        timed(RawRequest.of("POST", server.url(), "/nodes").body(LargeSite.report(id, number)));
        assertThat(timed(RawRequest.of("GET", server.url(), "/nodes/" + id)).text())
                .contains("add_config");
        assertThat(site.text("nodes/" + id + "/pattern")).contains("leaf " + number + " of the first hall");
        editAfterSome(site);
        return null;
    }

    private Void bootNexus(ServerProcess server, SiteFiles site, int number) throws IOException {
        String id = "SERIAL" + number;
        assertThat(timed(RawRequest.of("PUT", server.url(), "/" + id)
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .body("data=0000.5e00.0005"))
                        .text())
                .contains("\"switch" + number + "\"");
        assertThat(timed(RawRequest.of("GET", server.url(), "/conf/" + id)).text())
                .startsWith("hostname switch" + number + "\n");
        editAfterSome(site);
        return null;
    }

    private HttpAnswer timed(RawRequest request) {
        long begin = System.nanoTime();
        HttpAnswer answer = request.send();
        slowest.accumulateAndGet(System.nanoTime() - begin, Math::max);
        assertThat(answer.status()).as(answer.text()).isIn(200, 201);
        return answer;
    }

    /** As an editor saves a file: written beside and renamed. */
    private void editAfterSome(SiteFiles site) throws IOException {
        int number = booted.incrementAndGet();
        if (number % SWITCHES_PER_EDIT == 0) {
            String file = number % (2 * SWITCHES_PER_EDIT) == 0 ? "neighbordb" : "poap/podvars.yml";
            byte[] comment = ("# edit " + number + "\n").getBytes(StandardCharsets.UTF_8);
            Path edited = site.write(".edit" + number, site.bytes(file));
            Files.write(edited, comment, StandardOpenOption.APPEND);
            Files.move(edited, site.path(file), StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static String peak(ServerProcess server) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + server.process().pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .findFirst()
                .orElse("unknown");
    }
}
