package org.ztpserver.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.ztpserver.it.contract.SiteFiles;

/**
 * What an EOS switch asks for when it is new: the script, its settings, registration, definition, two actions, the
 * digests of a file, and the file of 20 KB; each on a connection of its own.
 */
final class EosBoot {

    /** How many requests one switch sends. */
    static final int REQUESTS = 8;

    /** The same answers as files of the {@link #site}, in the language of nginx. */
    static final String LOCATIONS = """
            location = /bootstrap { try_files /bootstrap/bootstrap =404; }
            location = /bootstrap/config { return 200 '{"logging": [], "xmpp": {}}'; }
            location = /nodes { return 201; }
            location /nodes/ { try_files /definitions/leaf =404; }
            location /meta/ { try_files /definitions/leaf =404; }
            """;

    private final URI server;
    private final InetSocketAddress address;
    private final byte[] buffer = new byte[64 * 1024];

    EosBoot(URI server) {
        this.server = server;
        this.address = new InetSocketAddress(server.getHost(), server.getPort());
    }

    /** A site with these boots' files and with this neighbordb. */
    static SiteFiles site(String neighbordb) throws IOException {
        SiteFiles site = new SiteFiles(Files.createTempDirectory("eos-boot"));
        for (String file : List.of("bootstrap/bootstrap", "actions/add_config", "actions/replace_config")) {
            Path source = Path.of("src/main/dataroot", file);
            site.write(file, Files.readString(source));
        }
        site.write("definitions/leaf", """
                name: leaf
                actions:
                  - action: add_config
                    attributes: {url: files/config, variables: {name: $hostname}}
                  - action: replace_config
                    attributes: {url: files/config}
                attributes: {hostname: leaf}
                """);
        site.write("files/config", "! twenty characters\n".repeat(1_000));
        site.write("neighbordb", neighbordb);
        return site;
    }

    /** Patterns of which switch N fits number N modulo their count. */
    static String patterns(int count) {
        StringBuilder text = new StringBuilder("patterns:\n");
        for (int i = 0; i < count; i++) {
            text.append("  - name: pattern ").append(i).append("\n    definition: leaf\n    interfaces:\n");
            text.append("      - Ethernet49: regex('spine").append(i).append("$'):any\n");
        }
        return text.toString();
    }

    /**
     * Boots one switch.
     *
     * @param spine the number of the spine that it sees
     * @param nanos what each request took is written here, in nanoseconds
     * @throws UncheckedIOException if an answer is not the expected one
     */
    void boot(String id, int spine, long[] nanos) {
        String node = "{\"serialnumber\": \"" + id + "\", \"model\": \"vEOS\", \"systemmac\": \"001c73000001\","
                + " \"version\": \"4.32.1F\", \"neighbors\": {"
                + "\"Ethernet49\": [{\"device\": \"spine" + spine + "\", \"port\": \"Ethernet1\"}],"
                + "\"Ethernet50\": [{\"device\": \"other\", \"port\": \"Ethernet2\"}]}}";
        int i = 0;
        nanos[i++] = send("GET", "/bootstrap", "", 200);
        nanos[i++] = send("GET", "/bootstrap/config", "", 200);
        nanos[i++] = send("POST", "/nodes", node, 201);
        nanos[i++] = send("GET", "/nodes/" + id, "", 200);
        nanos[i++] = send("GET", "/actions/add_config", "", 200);
        nanos[i++] = send("GET", "/actions/replace_config", "", 200);
        nanos[i++] = send("GET", "/meta/files/config", "", 200);
        nanos[i] = send("GET", "/files/config", "", 200);
    }

    /** @return how long it took, in nanoseconds */
    long send(String method, String path, String body, int expected) {
        long begin = System.nanoTime();
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String head = method + " " + server.getPath() + path + " HTTP/1.1\r\nHost: " + server.getAuthority()
                + "\r\nConnection: close\r\n"
                + (bytes.length == 0
                        ? ""
                        : "Content-Type: application/json\r\nContent-Length: " + bytes.length + "\r\n")
                + "\r\n" + body;
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(30_000);
            socket.setTcpNoDelay(true);
            socket.connect(address, 30_000);
            socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
            InputStream in = socket.getInputStream();
            int status = 0;
            for (int read; (read = in.read(buffer)) >= 0; ) {
                if (status == 0) {
                    status = Integer.parseInt(new String(buffer, 9, 3, StandardCharsets.US_ASCII));
                    if (status != expected) {
                        throw new IOException("answered with "
                                + new String(buffer, 0, Math.min(read, 1_000), StandardCharsets.UTF_8));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path, e);
        }
        return System.nanoTime() - begin;
    }
}
