package org.ztpserver.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ztpserver.it.contract.HttpAnswer;
import org.ztpserver.it.contract.SiteFiles;

/**
 * Servers that are killed at random moments while they hand out values: two at a time on one data root, so that one may be
 * killed in the middle of what the other waits for.
 */
class PoolCrashIT {

    private static final int KILLS = Integer.getInteger("ztpserver.test.kills", 50);
    private static final int SERVERS = 2;
    private static final int NODES_AT_ONCE = 6;
    private static final int NODES = 4000;
    private static final int MAX_LIFE_MICROS = 150_000;

    @TempDir
    private Path folder;

    private final ExecutorService threads = Executors.newCachedThreadPool();

    /** Every value that was ever handed out, by node. */
    private final Map<String, String> handedOut = new ConcurrentHashMap<>();

    private final AtomicInteger answers = new AtomicInteger();
    private final AtomicInteger broken = new AtomicInteger();

    @Test
    void everyValueThatWasHandedOutIsStillItsNodesAfterEveryKill() throws Exception {
        PoolSite site = new PoolSite(folder.resolve("dataroot"), Map.of("v", "allocate('p')"));
        site.know(NODES);
        site.files().write("resources/p", PoolSite.pool(NODES));
        long start = System.nanoTime();
        try {
            List<Future<?>> lives = new ArrayList<>();
            for (int i = 0; i < SERVERS; i++) {
                Random random = new Random(20_261_120 + i);
                Path temporary = folder.resolve("tmp" + i);
                int kills = (KILLS + i) / SERVERS;
                lives.add(threads.submit(() -> {
                    for (int kill = 0; kill < kills; kill++) {
                        liveAndDie(site, temporary, random);
                        checkFile(site);
                    }
                    return kills;
                }));
            }
            for (Future<?> life : lives) {
                life.get();
            }
            try (ServerProcess server = server(site, folder.resolve("tmp")).start()) {
                int checked = 0;
                for (Map.Entry<String, String> node : handedOut.entrySet()) {
                    if (checked++ % 10 == 0) {
                        assertThat(PoolSite.value(server.url(), node.getKey())).isEqualTo(node.getValue());
                    }
                }
            }
        } finally {
            threads.shutdownNow();
        }
        System.out.printf(
                "%d kills in %d s: %d answers, %d requests broken off, %d values handed out%n",
                KILLS,
                TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start),
                answers.get(),
                broken.get(),
                handedOut.size());
        checkFile(site);
        assertThat(handedOut.size()).isGreaterThan(KILLS);
        assertThat(broken.get()).isEqualTo(KILLS * NODES_AT_ONCE);
        assertThat(site.files().list("resources")).containsExactly("p", "~lock");
    }

    private void liveAndDie(PoolSite site, Path temporary, Random random) throws Exception {
        CountDownLatch answered = new CountDownLatch(2 * NODES_AT_ONCE);
        ServerProcess server = server(site, temporary).start();
        List<Future<?>> nodes = new ArrayList<>();
        for (int i = 0; i < NODES_AT_ONCE; i++) {
            Random which = new Random(random.nextLong());
            nodes.add(threads.submit(() -> {
                while (ask(server.url(), "N" + which.nextInt(NODES))) {
                    answered.countDown();
                }
            }));
        }
        assertThat(answered.await(30, TimeUnit.SECONDS)).as("the first answers").isTrue();
        TimeUnit.MICROSECONDS.sleep(random.nextInt(MAX_LIFE_MICROS)); // any moment is as good as another
        server.kill();
        for (Future<?> node : nodes) {
            node.get();
        }
        new SiteFiles(temporary).remove(""); // where a server that is killed leaves its unpacked WAR
    }

    /** @return false when the server was killed before it answered */
    private boolean ask(URI server, String id) {
        HttpAnswer answer;
        try {
            answer = PoolSite.get(server, id);
        } catch (UncheckedIOException e) {
            broken.incrementAndGet();
            return false;
        }
        String value = answer.is(200, "application/json").text().replaceFirst("(?s).*\"v\":\"([^\"]*)\".*", "$1");
        answers.incrementAndGet();
        String before = handedOut.putIfAbsent(id, value);
        assertThat(value).isEqualTo(before == null ? value : before);
        return true;
    }

    /** The file parses, nobody has two values, no value has two owners, and every node has what it was given. */
    private void checkFile(PoolSite site) throws Exception {
        Map<String, String> given = new HashMap<>(handedOut); // before the file is read: it may have more by then
        Map<String, String> owned = site.owned("p");
        assertThat(owned).containsAllEntriesOf(given);
        assertThat(owned.values()).doesNotHaveDuplicates();
        assertThat(site.files().text("resources/p").lines().map(line -> line.split(": ", 2)[0]))
                .isEqualTo(PoolSite.pool(NODES)
                        .lines()
                        .map(line -> line.split(": ", 2)[0])
                        .collect(Collectors.toList()));
    }

    private static ServerProcess.Launch server(PoolSite site, Path temporary) {
        site.files().folder(temporary.toString());
        return site.server().environment("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + temporary + " -XX:+UseSerialGC");
    }
}
