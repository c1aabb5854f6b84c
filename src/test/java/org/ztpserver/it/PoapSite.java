package org.ztpserver.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A server with two Nexus switches, and what tests ask it. */
final class PoapSite implements AutoCloseable {

    static final Path SAMPLES = Path.of("src/main/dataroot/poap");

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    private final Path root;
    private final ServerProcess server;

    /** @param root an empty folder for the data root */
    PoapSite(Path root) throws IOException {
        this.root = root;
        Files.createDirectories(root.resolve("poap/templates"));
        Files.createDirectories(root.resolve("resources"));
        server = ServerProcess.start(root);
    }

    Path root() {
        return root;
    }

    ServerProcess server() {
        return server;
    }

    @Override
    public void close() {
        server.close();
    }

    /** Writes the files of the starter and two switches, whatever a test has made of them. */
    void writeFiles() throws IOException {
        for (String file : List.of("poap_script.py", "templates/conf_nxv.ftl", "templates/conf_nxv.j2")) {
            Files.copy(SAMPLES.resolve(file), root.resolve("poap").resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        podVars(
                "pod: {tftp_server: 10.10.20.20, protocol: http}",
                "switches:",
                "  - {hostname: nxos-spine1, id: aaaa.bbbb.0001, mgmt0_ip: 172.16.30.101/24, lo0_ip: 192.168.0.101/24,",
                "     system_image: nxos.7.0.3.I6.1.bin, kickstart_image: ''}",
                "  - {hostname: nxos-leaf1, id: SERIAL2, mgmt0_ip: 172.16.30.102/24, lo0_ip: 192.168.0.102/24,",
                "     template: conf_nxv.j2, protocol: tftp}");
    }

    void podVars(String... lines) throws IOException {
        Path unfinished = Files.write(root.resolve("poap/podvars.yml~"), List.of(lines));
        // REPLACE_EXISTING alone would remove the old file first.
        Files.move(unfinished, root.resolve("poap/podvars.yml"), StandardCopyOption.ATOMIC_MOVE);
    }

    void template(String name, String text) throws IOException {
        Path path = root.resolve("poap/templates").resolve(name);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    HttpResponse<String> send(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.url() + path))
                .method(method, BodyPublishers.ofString(body))
                .timeout(Duration.ofSeconds(30));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    HttpResponse<String> put(String serial, String mac) {
        return send("PUT", "/" + serial, "data=" + mac, "Content-Type", "application/x-www-form-urlencoded");
    }

    HttpResponse<String> get(String path) {
        return send("GET", path, "");
    }

    static Map<String, @Nullable Object> json(HttpResponse<String> response) {
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        return StrictJson.object(response.body());
    }

    static String message(HttpResponse<String> response, int status) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        Map<String, @Nullable Object> json = json(response);
        assertThat(json.keySet()).hasToString("[message]");
        return String.valueOf(json.get("message"));
    }

    /** Every file below the data root that a request could have made. */
    List<String> files() throws IOException {
        try (Stream<Path> paths = Files.walk(root)) {
            return new ArrayList<>(new TreeSet<>(
                    paths.filter(Files::isRegularFile).map(Path::toString).toList()));
        }
    }

    /** The answer to a request that is sent to the letter. */
    String raw(String request) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.url().getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
