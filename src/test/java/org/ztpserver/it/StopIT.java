package org.ztpserver.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ztpserver.it.contract.RawRequest;
import org.ztpserver.it.contract.SiteFiles;

/** SIGTERM: whatever is going on, the process ends with status 0, and leaves no program behind. */
@Timeout(120)
class StopIT {

    private static final int IDLE = 200;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    /** The definition of the node {@code known} asks a plugin. */
    private SiteFiles site() {
        return new PoolSite(folder.resolve("dataroot"), Map.of("v", "hangs('x')")).files();
    }

    private ServerProcess start() {
        return ServerProcess.on(folder.resolve("dataroot"))
                .conf("stop_timeout = 3", "[default]", "disable_topology_validation = yes")
                .conf("[plugins]", "timeout = 600")
                .start();
    }

    /** Makes a program that tells its process id, and does not end. */
    private void program(String path) throws IOException {
        SiteFiles site = site();
        site.write(path, "#!/bin/sh\necho $$ > " + folder.resolve("pid") + "\nexec sleep 600\n");
        assertThat(site.path(path).toFile().setExecutable(true)).isTrue();
    }

    /** The process of the program that hangs, as soon as there is one. */
    private ProcessHandle awaitProgram() throws IOException {
        Path pid = folder.resolve("pid");
        Await.await("the program runs", () -> Files.exists(pid) && pid.toFile().length() > 1);
        return ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).orElseThrow();
    }

    private static void assertEnds(ServerProcess server) throws InterruptedException {
        server.sigterm();
        assertThat(server.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(server.process().exitValue()).isZero();
        server.awaitLog("Stopped");
        assertThat(server.log()).noneMatch(line -> line.startsWith("\tat ") || line.contains("Exception"));
    }

    @Test
    void runningPluginIsEndedAndNamed() throws Exception {
        program("plugins/hangs");
        ExecutorService client = Executors.newSingleThreadExecutor();
        try (ServerProcess server = start()) {
            URI url = server.url();
            client.execute(() -> PoolSite.get(url, "known"));
            ProcessHandle plugin = awaitProgram();

            assertEnds(server);

            server.awaitLog("Ended a program that was still running: ");
            Await.await("the plugin has ended", () -> !plugin.isAlive());
        } finally {
            client.shutdownNow();
        }
    }

    @Test
    void idleConnectionsDoNotMakeTheStopAFailure() throws Exception {
        site();
        List<Socket> idle = new ArrayList<>();
        try (ServerProcess server = start()) {
            for (int i = 0; i < IDLE; i++) {
                Socket client = new Socket(server.url().getHost(), server.url().getPort());
                idle.add(client);
                client.getOutputStream()
                        .write(("GET " + server.url().getPath() + "/files/none HTTP/1.1\r\nHost: x\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                assertThat(client.getInputStream().read()).isEqualTo('H');
            }

            assertEnds(server);
        } finally {
            for (Socket client : idle) {
                client.close();
            }
        }
    }

    @Test
    void configHandlerThatRunsIsEndedAndTheOneThatWaitsIsNamed() throws Exception {
        program("nodes/known/config-handler");
        try (ServerProcess server = start()) {
            for (int i = 0; i < 3; i++) {
                assertThat(RawRequest.of("PUT", server.url(), "/nodes/known/startup-config")
                                .header("Content-Type", "text/plain")
                                .body("hostname a\n")
                                .send()
                                .status())
                        .isIn(200, 201);
            }
            ProcessHandle handler = awaitProgram();

            assertEnds(server);

            assertThat(server.log())
                    .filteredOn(line -> line.contains("known: the config-handler was not run"))
                    .singleElement()
                    .asString()
                    .endsWith("because the server is stopping: run nodes/known/config-handler known yourself");
            Await.await("the handler has ended", () -> !handler.isAlive());
        }
    }
}
