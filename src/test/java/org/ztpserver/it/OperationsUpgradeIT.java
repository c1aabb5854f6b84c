package org.ztpserver.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another version and back again, while switches are on their way. */
@TestsSections(page = OperatedServer.PAGE, sections = "Upgrade")
class OperationsUpgradeIT {

    /** More than there are looks at the log. */
    private static final int PUT_BYTES = 10_000;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    @Test
    void anUpgradeLetsARunningRequestEndAndASwitchOnItsWayArrive() throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (OperatedServer server = OperatedServer.start(folder);
                Line line = new Line(server.url())) {
            server.register("JPE24010001");
            Socket put = beginPut(server.url(), "JPE24010001");
            CompletableFuture<String> answer = new CompletableFuture<>();
            AtomicInteger upgrades = new AtomicInteger();
            List<Future<?>> upgrade = new ArrayList<>();
            line.at("GET /files/templates/address.template", 0, () -> {
                if (upgrades.getAndIncrement() == 0) {
                    upgrade.add(thread.submit(() -> {
                        server.run("Upgrade", command -> true);
                        return null;
                    }));
                    answer.complete(putUntilTheServerStops(put, server));
                }
            });
            EosSwitch.Boot boot = new EosSwitch(line.url(), "JPE24010002", folder)
                    .neighbors(OperatedServer.NEIGHBORS)
                    .patience("0.5")
                    .boot()
                    .isProvisioned();
            upgrade.get(0).get();
            assertThat(boot.startupConfig()).contains("ip address 192.0.2.11/24");
            assertThat(upgrades).as("tries of the download").hasPositiveValue();
            assertThat(answer).isCompletedWithValueMatching(text -> text.startsWith("HTTP/1.1 201 "));
            assertThat(server.site().text("nodes/JPE24010001/startup-config")).hasSize(PUT_BYTES);
            assertThat(folder.resolve("opt/ztpserver"))
                    .as("after the commands to go back")
                    .isDirectoryNotContaining("glob:**ztpserver.war?*")
                    .isDirectoryContaining("glob:**ztpserver.war");
        } finally {
            thread.shutdownNow();
        }
    }

    /** A request of which the server has got the head. */
    private static Socket beginPut(URI server, String serial) throws IOException {
        Socket client = new Socket(server.getHost(), server.getPort());
        client.setSoTimeout(30_000);
        client.getOutputStream()
                .write(("PUT " + server.getPath() + "/nodes/" + serial + "/startup-config HTTP/1.1\r\nHost: x\r\n"
                                + "Content-Length: " + PUT_BYTES
                                + "\r\nConnection: close\r\nExpect: 100-continue\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        client.getInputStream().readNBytes("HTTP/1.1 100 Continue\r\n\r\n".length());
        return client;
    }

    /**
     * Sends the body byte by byte until the server says that it stops, and the rest then; returns the answer. A server
     * that stops does not wait for a client that sends nothing.
     */
    private static String putUntilTheServerStops(Socket put, OperatedServer server) {
        try (put) {
            OutputStream out = put.getOutputStream();
            AtomicInteger left = new AtomicInteger(PUT_BYTES);
            Await.await("the server stops", () -> {
                write(out, 1);
                left.decrementAndGet();
                return server.log().contains("Stopping");
            });
            write(out, left.get());
            return new String(put.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static void write(OutputStream out, int bytes) {
        try {
            out.write(new byte[bytes]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
