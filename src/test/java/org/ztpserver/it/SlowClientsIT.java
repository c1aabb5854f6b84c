package org.ztpserver.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ztpserver.it.contract.BootedSwitch;
import org.ztpserver.it.contract.HttpAnswer;
import org.ztpserver.it.contract.RawRequest;
import org.ztpserver.it.contract.SiteFiles;
import org.ztpserver.it.contract.SlowClients;

/** Clients that read or send slowly, or not at all, cost the standalone server little and other switches nothing. */
class SlowClientsIT {

    private static final int SWITCHES = 50;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path dataRoot;

    private SiteFiles site() {
        SiteFiles site = new SiteFiles(dataRoot);
        BootedSwitch.site(site);
        site.write("files/image", new byte[16 << 20]);
        return site;
    }

    @Test
    void thousandsOfThemStopNoSwitch() {
        site();
        try (ServerProcess server = ServerProcess.on(dataRoot)
                .environment("JDK_JAVA_OPTIONS", "-Xmx256m")
                .start()) {
            String image = SlowClients.get(server.url(), "/files/image");
            try (SlowClients clients = new SlowClients(server.url())) {
                clients.stalled(1_000, image);
                clients.reading(1_000, image, 10_000);
                clients.stalled(300, SlowClients.halfAPost(server.url()));
                List<Double> milliseconds = new ArrayList<>();
                for (int i = 0; i < SWITCHES; i++) {
                    milliseconds.addAll(BootedSwitch.boot(server.url(), "N" + i));
                }
                Collections.sort(milliseconds);
                System.out.printf(
                        Locale.ROOT,
                        "with 2,300 slow clients, requests of %d switches: p50 %.1f ms, p99 %.1f ms, slowest %.1f ms%n",
                        SWITCHES,
                        milliseconds.get(milliseconds.size() / 2),
                        milliseconds.get(milliseconds.size() * 99 / 100),
                        milliseconds.get(milliseconds.size() - 1));
                assertThat(clients.stillReading()).isEqualTo(1_000);
            }
            BootedSwitch.boot(server.url(), "AFTER");
            assertThat(get(server, "/files/image").length).isEqualTo(16 << 20);
            assertThat(server.log()).noneMatch(line -> line.contains("ERROR"));
        }
    }

    @Test
    void whoSendsNothingMoreIsToldSoAndDisconnected() throws Exception {
        site();
        try (ServerProcess server =
                        ServerProcess.on(dataRoot).conf("idle_timeout = 1").start();
                Socket client = new Socket(server.url().getHost(), server.url().getPort())) {
            client.setSoTimeout(30_000);
            client.getOutputStream().write(SlowClients.halfAPost(server.url()).getBytes(StandardCharsets.US_ASCII));
            String answer = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 40");
        }
    }

    @Test
    void whoSendsTooSlowlyIsToldSoAndDisconnected() throws Exception {
        site();
        try (ServerProcess server = ServerProcess.on(dataRoot)
                        .conf("idle_timeout = 2", "minimum_rate = 1000")
                        .start();
                Socket client = new Socket(server.url().getHost(), server.url().getPort())) {
            client.setSoTimeout(100);
            client.getOutputStream().write(SlowClients.halfAPost(server.url()).getBytes(StandardCharsets.US_ASCII));
            StringBuilder answer = new StringBuilder();
            Await.await("an answer to a client that sends ten bytes a second", () -> trickle(client, answer));
            assertThat(answer.toString()).startsWith("HTTP/1.1 408 ").contains("comes too slowly");
        }
    }

    /** @return whether there is an answer */
    private static boolean trickle(Socket client, StringBuilder answer) {
        try {
            client.getOutputStream().write(' ');
            byte[] bytes = new byte[4_096];
            int read = client.getInputStream().read(bytes);
            answer.append(new String(bytes, 0, Math.max(0, read), StandardCharsets.UTF_8));
            return answer.indexOf("slowly") >= 0;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void whoReadsNothingIsDisconnectedAndTheLogSaysThatTheFileIsIncomplete() throws Exception {
        site();
        try (ServerProcess server = ServerProcess.on(dataRoot)
                        .conf("idle_timeout = 1")
                        .options("--debug")
                        .start();
                Socket client = begin(server)) {
            server.awaitLog("files/image: 16777216 bytes requested, but the connection was cut");
            assertThatThrownBy(() -> readTheRest(client)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aFileThatIsOverwrittenOrCutShortWhileItIsSentBreaksTheConnection() throws Exception {
        SiteFiles site = site();
        try (ServerProcess server =
                ServerProcess.on(dataRoot).options("--debug").start()) {
            try (Socket client = begin(server)) {
                try (FileChannel image = FileChannel.open(site.path("files/image"), StandardOpenOption.WRITE)) {
                    image.write(ByteBuffer.wrap(new byte[] {1}), (16 << 20) - 1);
                }
                assertThatThrownBy(() -> readTheRest(client)).isInstanceOf(IOException.class);
            }
            try (Socket client = begin(server)) {
                try (FileChannel image = FileChannel.open(site.path("files/image"), StandardOpenOption.WRITE)) {
                    image.truncate(15 << 20);
                }
                assertThatThrownBy(() -> readTheRest(client)).isInstanceOf(IOException.class);
            }
            server.awaitLog("files/image: 16777216 bytes requested, but the connection was cut");
            site.write("files/image", new byte[16 << 20]);
            try (Socket client = begin(server)) {
                Files.move(
                        site.write("files/next", new byte[16 << 20]),
                        site.path("files/image"),
                        StandardCopyOption.ATOMIC_MOVE);
                readTheRest(client);
            }
            server.awaitLog("files/image: 16777216 bytes sent");
        }
    }

    @Test
    void aLargeAnswerKeepsOthersOutUntilItIsBrokenOff() throws Exception {
        SiteFiles site = site();
        site.write("nodes/LARGE/startup-config", new byte[4 << 20]);
        String config = "/nodes/LARGE/startup-config";
        try (ServerProcess server =
                ServerProcess.on(dataRoot).conf("body_memory = 5000000").start()) {
            try (Socket client = begin(server, config)) {
                HttpAnswer refused = RawRequest.of("GET", server.url(), config).send();
                assertThat(refused.sentence(503)).startsWith("the server is busy: too many large answers");
                assertThat(Integer.parseInt(refused.need("Retry-After"))).isBetween(1, 5);
                assertThat(server.awaitLog("503")).contains("one request since the last such line");
                assertThat(client.isConnected()).isTrue();
            } // with bytes that were not read: the connection is reset
            Await.await(
                    "memory for the next one",
                    () -> RawRequest.of("GET", server.url(), config).send().status() == 200);
        }
    }

    /** A client that has got the head of its answer, and does not read on. */
    private static Socket begin(ServerProcess server) throws IOException {
        return begin(server, "/files/image");
    }

    private static Socket begin(ServerProcess server, String path) throws IOException {
        Socket client = new Socket();
        client.setReceiveBufferSize(16 * 1024);
        client.setSoTimeout(30_000);
        client.connect(
                new InetSocketAddress(server.url().getHost(), server.url().getPort()));
        client.getOutputStream().write(SlowClients.get(server.url(), path).getBytes(StandardCharsets.US_ASCII));
        String head = "";
        while (!head.endsWith("\r\n\r\n")) {
            head += (char) client.getInputStream().read();
        }
        assertThat(head)
                .startsWith("HTTP/1.1 200 ")
                .contains("Content-Length: " + (path.equals("/files/image") ? 16 << 20 : 4 << 20) + "\r\n");
        return client;
    }

    private static void readTheRest(Socket client) throws IOException {
        InputStream in = client.getInputStream();
        int rest = in.readNBytes(16 << 20).length;
        if (rest < 16 << 20) {
            throw new IOException("only " + rest + " bytes came");
        }
    }

    private static byte[] get(ServerProcess server, String path) {
        return RawRequest.of("GET", server.url(), path)
                .send()
                .is(200, "text/plain")
                .body();
    }
}
