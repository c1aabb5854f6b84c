package org.ztpserver.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ztpserver.it.ProxyProcess.Recipe;
import org.ztpserver.it.contract.HttpAnswer;
import org.ztpserver.it.contract.RawRequest;
import org.ztpserver.it.contract.SiteFiles;

/** Two servers on one data root behind {@code deploy/nginx}, and the sudden end of one. */
class SeveralServersIT {

    private static final int SWITCHES = 200;
    private static final int AT_ONCE = 10;
    private static final int KILL_AFTER = 60;

    /** The switches start over when a boot has failed, as EOS does. */
    private static final int TRIES = 3;

    private static final Pattern ADDRESS = Pattern.compile("\"address\":\"([0-9.]+)\"");

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    private final AtomicInteger provisioned = new AtomicInteger();
    private final Map<String, String> addresses = new ConcurrentHashMap<>();

    @Test
    void everySwitchIsProvisionedOnceThoughOneServerIsKilledAmongTheBoots() throws Exception {
        OrdinaryUser.open(folder, false);
        SiteFiles site = new SiteFiles(folder.resolve("dataroot"));
        site.write("bootstrap/bootstrap", "SERVER = \"$SERVER\"\n");
        site.write("neighbordb", "patterns: [{name: all, definition: leaf, model: vEOS}]\n");
        site.write("definitions/leaf", """
                name: leaf
                actions:
                  - {name: address, action: add_config, attributes: {address: allocate('mgmt')}}
                """);
        StringBuilder pool = new StringBuilder();
        for (int i = 0; i < SWITCHES; i++) {
            pool.append("192.0.2.").append(i + 1).append(": null\n");
        }
        site.write("resources/mgmt", pool.toString());

        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try (ServerProcess one = ServerProcess.start(site.path(""));
                ServerProcess other = ServerProcess.start(site.path(""));
                ProxyProcess proxy = ProxyProcess.start(
                        Recipe.NGINX, folder.resolve("nginx"), site.path(""), one.url(), other.url())) {
            List<Future<?>> boots = new ArrayList<>();
            for (int i = 0; i < SWITCHES; i++) {
                String serial = "SW" + i;
                boots.add(threads.submit(() -> boot(proxy, serial)));
            }
            Await.await("boots", () -> provisioned.get() >= KILL_AFTER);
            one.kill();
            int atTheKill = provisioned.get();
            for (Future<?> boot : boots) {
                boot.get();
            }
            assertThat(atTheKill).as("boots before the kill").isLessThan(SWITCHES);
            for (ServerProcess server : List.of(one, other)) {
                Await.await("switches come to both", () -> server.log().stream().anyMatch(line -> line.contains("SW")));
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(addresses).hasSize(SWITCHES);
        assertThat(addresses.values()).as("one address, one switch").doesNotHaveDuplicates();
        addresses.forEach((serial, address) -> assertThat(site.text("resources/mgmt"))
                .containsPattern("(?m)^" + address + ": ['\"]?" + serial + "\\b"));
        assertThat(site.text("resources/mgmt"))
                .as("all of %d are taken", SWITCHES)
                .doesNotContain("null");
        assertThat(site.list("nodes").stream().filter(name -> name.startsWith("SW")))
                .hasSize(SWITCHES)
                .allSatisfy(id -> assertThat(site.list("nodes/" + id)).contains(".node", "definition", "pattern"));
    }

    private void boot(ProxyProcess proxy, String serial) {
        AssertionError last = new AssertionError("not tried");
        for (int i = 0; i < TRIES; i++) {
            try {
                addresses.put(serial, addressFor(proxy, serial));
                provisioned.incrementAndGet();
                return;
            } catch (AssertionError e) {
                last = e;
            }
        }
        throw last;
    }

    /** What a switch asks for, in its order. */
    private static String addressFor(ProxyProcess proxy, String serial) {
        RawRequest.of("GET", proxy.http(), "/bootstrap").send().is(200, "text/x-python");
        HttpAnswer registered = RawRequest.of("POST", proxy.http(), "/nodes")
                .header("Content-Type", "application/json")
                .body("{\"model\": \"vEOS\", \"serialnumber\": \"" + serial + "\", \"neighbors\": {}}")
                .send();
        assertThat(registered.status()).as(registered.text()).isIn(201, 409);
        String definition = RawRequest.of("GET", proxy.http(), "/nodes/" + serial)
                .send()
                .is(200, "application/json")
                .text();
        Matcher address = ADDRESS.matcher(definition);
        assertThat(address.find()).as(definition).isTrue();
        return address.group(1);
    }
}
