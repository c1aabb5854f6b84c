package org.ztpserver.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ztpserver.it.contract.HttpAnswer;
import org.ztpserver.it.contract.RawRequest;
import org.ztpserver.it.contract.SiteFiles;
import org.ztpserver.it.contract.SlowClients;

/** More than the server can do at a time: it says so at once, or ends; it never listens without an answer. */
class BusyServerIT {

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    /** A switch whose definition takes as long as the file {@code go} is missing. */
    private PoolSite slowSite() throws Exception {
        PoolSite site = new PoolSite(folder.resolve("dataroot"), Map.of("v", "slow('x')"));
        site.know(3);
        Path plugin = site.files().write("plugins/slow", """
                #!/bin/sh
                touch "%s.started.$1"
                while [ ! -e "%s" ]; do sleep 0.05; done
                echo value
                """.formatted(go(), go()));
        assertThat(plugin.toFile().setExecutable(true)).isTrue();
        return site;
    }

    private Path go() {
        return folder.resolve("go");
    }

    private CompletableFuture<HttpAnswer> ask(ServerProcess server, String node) {
        return CompletableFuture.supplyAsync(() -> PoolSite.get(server.url(), node));
    }

    private void awaitStart(String node) {
        Await.await(
                "the plugin of " + node,
                () -> folder.resolve("go.started." + node).toFile().exists());
    }

    private static int retryAfter(HttpAnswer answer) {
        assertThat(answer.sentence(503)).startsWith("the server is busy: ");
        return Integer.parseInt(answer.need("Retry-After"));
    }

    @Test
    void whoComesWhenNobodyMoreCanWaitIsToldToComeBack() throws Exception {
        try (ServerProcess server = slowSite()
                .server("[server]", "requests_at_once = 1", "requests_waiting = 0")
                .start()) {
            CompletableFuture<HttpAnswer> first = ask(server, "N0");
            awaitStart("N0");
            assertThat(retryAfter(PoolSite.get(server.url(), "N1"))).isBetween(1, 5);
            assertThat(retryAfter(RawRequest.of("POST", server.url(), "/nodes")
                            .body("{}")
                            .send()))
                    .isBetween(1, 5);
            assertThat(server.awaitLog("503")).contains("WARN").contains("too many requests at the same time");
            new SiteFiles(folder).write("go", "");
            first.get(30, TimeUnit.SECONDS).is(200, "application/json");
            Await.await("a place", () -> PoolSite.get(server.url(), "N1").status() == 200);
        }
    }

    @Test
    void aRequestWaitsForItsTurnAndIsThenServed() throws Exception {
        try (ServerProcess server = slowSite()
                .server("[server]", "requests_at_once = 1", "waiting_timeout = 60")
                .start()) {
            CompletableFuture<HttpAnswer> first = ask(server, "N0");
            awaitStart("N0");
            CompletableFuture<HttpAnswer> second = ask(server, "N1");
            CompletableFuture<HttpAnswer> third =
                    CompletableFuture.supplyAsync(() -> RawRequest.of("POST", server.url(), "/nodes")
                            .body("{\"serialnumber\": \"N2\", \"model\": \"vEOS\", \"neighbors\": {}}")
                            .inPieces()
                            .send());
            assertThat(second).isNotDone();
            new SiteFiles(folder).write("go", "");
            first.get(30, TimeUnit.SECONDS).is(200, "application/json");
            second.get(30, TimeUnit.SECONDS).is(200, "application/json");
            third.get(30, TimeUnit.SECONDS).is(409, "text/html");
        }
    }

    @Test
    void aRequestThatHadToWaitHoldsNoPlaceWhileItsBodyArrives() throws Exception {
        try (ServerProcess server = slowSite()
                        .server("[server]", "requests_at_once = 1", "waiting_timeout = 20")
                        .start();
                Socket half = new Socket(server.url().getHost(), server.url().getPort())) {
            CompletableFuture<HttpAnswer> first = ask(server, "N0");
            awaitStart("N0");
            half.getOutputStream().write(SlowClients.halfAPost(server.url()).getBytes(StandardCharsets.US_ASCII));
            CompletableFuture<HttpAnswer> second = ask(server, "N1");
            new SiteFiles(folder).write("go", "");
            first.get(30, TimeUnit.SECONDS).is(200, "application/json");
            second.get(30, TimeUnit.SECONDS).is(200, "application/json");
            PoolSite.get(server.url(), "N2").is(200, "application/json");
        }
    }

    @Test
    void aRequestThatHasWaitedTooLongIsToldToComeBack() throws Exception {
        try (ServerProcess server = slowSite()
                .server("[server]", "requests_at_once = 1", "waiting_timeout = 1")
                .start()) {
            CompletableFuture<HttpAnswer> first = ask(server, "N0");
            awaitStart("N0");
            assertThat(retryAfter(PoolSite.get(server.url(), "N1"))).isBetween(1, 5);
            new SiteFiles(folder).write("go", "");
            first.get(30, TimeUnit.SECONDS).is(200, "application/json");
        }
    }

    @Test
    void bodiesOnTheirWayHaveALimitAllTogether() throws Exception {
        PoolSite site = slowSite();
        try (ServerProcess server =
                        site.server("[server]", "body_memory = 1000000").start();
                Socket first = beginPut(server.url(), "N0");
                Socket second = beginPut(server.url(), "N1")) {
            Await.await("an answer to one of them", () -> answered(first) || answered(second));
            Socket refused = answered(first) ? first : second;
            Socket other = refused == first ? second : first;
            assertThat(begin(refused)).isEqualTo("HTTP/1.1 503");
            other.getOutputStream().write("y".repeat(100_000).getBytes(StandardCharsets.US_ASCII));
            assertThat(begin(other)).isEqualTo("HTTP/1.1 201");
            RawRequest.of("PUT", server.url(), "/nodes/N0/startup-config")
                    .body("one that is alone may be larger".repeat(100_000))
                    .inPieces()
                    .send()
                    .is(200, "text/html");
        }
    }

    @Test
    void bodiesOfClientsThatHangUpTakeNoMemoryForGood() throws Exception {
        PoolSite site = slowSite();
        try (ServerProcess server =
                site.server("[server]", "body_memory = 1000000").start()) {
            for (int i = 0; i < 30; i++) {
                Socket client = beginPut(server.url(), "N0");
                client.setSoLinger(true, 0); // hangs up by a reset
                client.close();
            }
            Await.await(
                    "memory",
                    () -> RawRequest.of("PUT", server.url(), "/nodes/N1/startup-config")
                                    .body("x".repeat(900_000))
                                    .inPieces()
                                    .send()
                                    .status()
                            < 300);
            try (Socket other = beginPut(server.url(), "N0")) {
                other.getOutputStream().write("y".repeat(100_000).getBytes(StandardCharsets.US_ASCII));
                assertThat(begin(other)).as("the nodes share one folder").isEqualTo("HTTP/1.1 200");
            }
        }
    }

    private static boolean answered(Socket client) {
        try {
            return client.getInputStream().available() > 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String begin(Socket client) throws IOException {
        client.setSoTimeout(30_000);
        return new String(client.getInputStream().readNBytes("HTTP/1.1 200".length()), StandardCharsets.US_ASCII);
    }

    /** 800,000 of 900,000 bytes. */
    private static Socket beginPut(URI base, String node) throws Exception {
        Socket client = new Socket(base.getHost(), base.getPort());
        client.getOutputStream()
                .write(("PUT " + base.getPath() + "/nodes/" + node
                                + "/startup-config HTTP/1.1\r\nHost: x\r\nContent-Length: 900000\r\n\r\n"
                                + "y".repeat(800_000))
                        .getBytes(StandardCharsets.US_ASCII));
        return client;
    }

    /** The status on which systemd and the container's restart policy act. */
    @Test
    void aServerThatIsOutOfMemoryEnds() throws Exception {
        PoolSite site = slowSite();
        try (ServerProcess server = site.server("[server]", "body_memory = 100000000")
                .environment("JDK_JAVA_OPTIONS", "-Xmx28m -XX:+ExitOnOutOfMemoryError")
                .start()) {
            Thread client = new Thread(() -> RawRequest.of("PUT", server.url(), "/nodes/N0/startup-config")
                    .body(new byte[16_000_000])
                    .send());
            client.setUncaughtExceptionHandler((thread, fault) -> {});
            client.start();
            assertThat(server.process().waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(server.process().exitValue()).isEqualTo(3);
            client.join();
        }
    }
}
