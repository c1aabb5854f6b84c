package org.ztpserver.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ztpserver.it.contract.HttpAnswer;

/** A server that is killed while it hands values out keeps its promises (contract A7). */
class PoolCrashIT {

    private static final int KILLS = 50;
    private static final int NODES_AT_ONCE = 8;

    @TempDir
    private Path folder;

    /** What a switch was told, ever. */
    private final Map<String, String> handedOut = new ConcurrentHashMap<>();

    @Test
    void whatWasEverHandedOutStaysItsNodesThroughFiftyKills() throws Exception {
        PoolSite site = new PoolSite(folder.resolve("dataroot"), Map.of("v", "allocate('p')"));
        site.know(KILLS * NODES_AT_ONCE);
        site.files().write("resources/p", PoolSite.pool(KILLS * NODES_AT_ONCE));
        Random random = new Random(1);
        ExecutorService threads = Executors.newFixedThreadPool(NODES_AT_ONCE);
        try {
            for (int kill = 0; kill < KILLS; kill++) {
                ServerProcess server = site.server().start();
                askAndKill(server, kill, random, threads);
                Map<String, String> owned = site.owned("p");
                assertThat(owned).as("after kill %d", kill).containsAllEntriesOf(new TreeMap<>(handedOut));
                assertThat(new HashSet<>(owned.values())).hasSize(owned.size());
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(handedOut).isNotEmpty();
        try (ServerProcess server = site.server().start()) {
            for (String node : new ArrayList<>(handedOut.keySet()).subList(0, Math.min(20, handedOut.size()))) {
                assertThat(PoolSite.value(server.url(), node)).isEqualTo(handedOut.get(node));
            }
        }
    }

    private void askAndKill(ServerProcess server, int round, Random random, ExecutorService threads) throws Exception {
        URI url = server.url();
        List<Future<?>> asking = new ArrayList<>();
        for (int i = 0; i < NODES_AT_ONCE; i++) {
            String node = "N" + (round * NODES_AT_ONCE + i);
            asking.add(threads.submit(() -> ask(url, node)));
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(400)));
        server.process().destroyForcibly().waitFor();
        for (Future<?> answer : asking) {
            answer.get();
        }
    }

    private void ask(URI url, String node) {
        try {
            HttpAnswer answer = PoolSite.get(url, node);
            if (answer.status() == 200) {
                handedOut.put(node, String.valueOf(PoolSite.values(answer).get("v")));
            }
        } catch (UncheckedIOException | IllegalStateException e) {
            // the server was killed before it answered: nothing was handed out
        }
    }
}
