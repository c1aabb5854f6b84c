package org.ztpserver.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ztpserver.it.EveryPath.Question;
import org.ztpserver.it.contract.HttpAnswer;
import org.ztpserver.it.contract.SiteFiles;

/** {@code java -jar ztpserver.war}: that nothing which happens to the process breaks it for good, or is left behind. */
@Timeout(180)
class LauncherIT {

    private static final int DESCRIPTORS = 256;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    private final List<Socket> clients = new ArrayList<>();

    @BeforeEach
    void makeTheSite() throws Exception {
        EveryPath.site(root());
        Files.createDirectory(tmp());
    }

    @AfterEach
    void hangUp() throws IOException {
        for (Socket client : clients) {
            client.close();
        }
        clients.clear();
    }

    private Path root() {
        return folder.resolve("dataroot");
    }

    private Path tmp() {
        return folder.resolve("tmp");
    }

    private ServerProcess.Launch server() {
        return ServerProcess.on(root()).environment("JDK_JAVA_OPTIONS", "-Djava.io.tmpdir=" + tmp());
    }

    @Test
    void aCleanerOfTheTemporaryFolderTakesNothingThatTheServerNeeds() throws Exception {
        try (ServerProcess server = server().start()) {
            empty(tmp());

            EveryPath.askAll(server.url());
            assertNoStackTrace(server);
        }
    }

    @Test
    void connectionsThatUseUpTheDescriptorsLeaveNoTrace() throws Exception {
        try (ServerProcess server = server().descriptors(DESCRIPTORS).start()) {
            int before = descriptors(server).size();
            for (int i = 0; i < 2 * DESCRIPTORS; i++) {
                clients.add(connect(server.url()));
            }
            for (Question question : EveryPath.questions()) {
                // Nobody reads the answers; the server tries what it can.
                Socket client = connect(server.url());
                clients.add(client);
                question.request(server.url()).sendOnly(client);
            }
            hangUp();
            // Connections are accepted in their order: when this one is, none is left that could make a node later.
            EveryPath.questions().get(0).request(server.url()).send();
            Await.await("all are closed", () -> descriptors(server).size() <= before);
            empty(root());
            EveryPath.site(root());

            EveryPath.askAll(server.url());
            assertNoStackTrace(server);
        }
    }

    @Test
    void aServerWithoutAFreeDescriptorWorksAgainWhenThereAreSome() throws Exception {
        try (ServerProcess server = server().start()) {
            List<Question> questions = EveryPath.questions();
            int before = descriptors(server).size();
            for (int i = 0; i < questions.size(); i++) {
                clients.add(connect(server.url()));
            }
            Await.await("all are accepted", () -> descriptors(server).size() >= before + questions.size());
            limitDescriptors(server, firstFree(descriptors(server)));
            for (int i = 0; i < questions.size(); i++) {
                HttpAnswer answer = questions.get(i).request(server.url()).send(clients.get(i));
                if (answer.status() >= 400 && answer.status() != 409) {
                    assertThat(answer.text()).isNotBlank();
                }
            }
            limitDescriptors(server, 10_000);
            empty(root());
            EveryPath.site(root());

            EveryPath.askAll(server.url());
        }
    }

    @Test
    void theServerHasOneFileOfItsOwnOpen() throws Exception {
        try (ServerProcess server = server().start()) {
            Set<String> files = descriptors(server).stream()
                    .map(number -> target(server, number))
                    .filter(target -> target.endsWith(".jar") || target.endsWith(".war") || target.contains("/tmp/"))
                    .collect(Collectors.toSet());

            assertThat(files).containsExactly(Cli.war().toRealPath().toString());
            assertThat(tmp()).isEmptyDirectory();
        }
    }

    @Test
    void aSlowDownloadDoesNotMakeTheStopAFailure() throws Exception {
        new SiteFiles(root()).write("files/image", new byte[64 << 20]);
        try (ServerProcess server = server().start();
                Socket client = new Socket()) {
            client.setReceiveBufferSize(16_384);
            client.connect(
                    new InetSocketAddress(server.url().getHost(), server.url().getPort()));
            client.getOutputStream()
                    .write(("GET " + server.url().getPath() + "/files/image HTTP/1.1\r\nHost: x\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(client.getInputStream().read()).isEqualTo('H');
            Thread reader = new Thread(() -> readSlowly(client));
            reader.start();
            server.sigterm();

            assertThat(server.process().waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(server.process().exitValue()).isZero();
            reader.join();
            assertNoStackTrace(server);
            assertThat(server.awaitLog("Stopped")).endsWith("requests that did not end in time were broken off");
            assertThat(tmp()).isEmptyDirectory();
        }
    }

    @Test
    void aServerThatIsKilledLeavesNothingInTheTemporaryFolder() throws Exception {
        for (int i = 0; i < 3; i++) {
            empty(root());
            EveryPath.site(root());
            try (ServerProcess server = server().start()) {
                EveryPath.askAll(server.url());
                server.kill();
            }
        }
        assertThat(tmp()).isEmptyDirectory();
    }

    private static void assertNoStackTrace(ServerProcess server) {
        assertThat(server.log()).noneMatch(line -> line.startsWith("\tat ") || line.contains("Exception"));
    }

    private static Socket connect(URI server) throws IOException {
        Socket socket = new Socket(server.getHost(), server.getPort());
        socket.setSoTimeout(30_000);
        return socket;
    }

    /** Until the server hangs up. */
    private static void readSlowly(Socket client) {
        try {
            InputStream in = client.getInputStream();
            while (in.readNBytes(16_384).length > 0) {
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
        } catch (IOException e) {
            // broken off
        }
    }

    /** Removes what is in it. */
    private static void empty(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                if (!path.equals(folder)) {
                    Files.delete(path);
                }
            }
        }
    }

    /** The numbers of the descriptors that the process has open. */
    private static Set<Integer> descriptors(ServerProcess server) {
        try (Stream<Path> paths = Files.list(folder(server))) {
            return paths.map(path -> Integer.valueOf(path.getFileName().toString()))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String target(ServerProcess server, int number) {
        try {
            return Files.readSymbolicLink(folder(server).resolve(Integer.toString(number)))
                    .toString();
        } catch (IOException e) {
            return "closed in the meantime";
        }
    }

    private static Path folder(ServerProcess server) {
        return Path.of("/proc", Long.toString(server.process().pid()), "fd");
    }

    private static int firstFree(Set<Integer> numbers) {
        int free = 0;
        while (numbers.contains(free)) {
            free++;
        }
        return free;
    }

    private static void limitDescriptors(ServerProcess server, int limit) throws Exception {
        Subprocess.Result result = Subprocess.run(
                Duration.ofSeconds(10),
                Map.of(),
                List.of("prlimit", "--pid=" + server.process().pid(), "--nofile=" + limit + ":"));
        assertThat(result.status()).as(result.everything()).isZero();
    }
}
