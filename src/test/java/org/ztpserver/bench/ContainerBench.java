package org.ztpserver.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.ztpserver.it.container.ContainerProcess;
import org.ztpserver.it.container.Installation;
import org.ztpserver.it.contract.SiteFiles;

/**
 * The figures of the table in {@code docs/containers.md}: each container with what {@code deploy} has for it.
 * {@code src/test/bench/containers} runs it.
 */
public final class ContainerBench {

    /** The fastest counts: what slows the others down is the machine. */
    private static final int STARTS = 5;

    private static final int BOOTS = 500;

    /** Of each profile that can be measured, what it unpacks. */
    private static final Map<String, String> FOLDERS = new TreeMap<>(Map.of(
            "tomcat10", "apache-tomcat-10.*",
            "tomcat11", "apache-tomcat-11.*",
            "jetty", "jetty-home-*",
            "wildfly", "wildfly-*",
            "liberty", "wlp"));

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private ContainerBench() {}

    /** The first argument is the path of {@code ztpserver.war}, the others name containers. */
    public static void main(String[] arguments) throws Exception {
        Path war = Path.of(arguments[0]);
        System.out.printf("%-12s %10s %15s%n", "", "start, s", "resident MB");
        for (String name : Arrays.copyOfRange(arguments, 1, arguments.length)) {
            double seconds = Double.MAX_VALUE;
            double megabytes = 0;
            for (int i = 0; i < STARTS; i++) {
                Path folder = Files.createTempDirectory("container-bench");
                try (ContainerProcess container = installation(name).start(distribution(name), folder, war)) {
                    seconds = Math.min(seconds, container.secondsToStart());
                    if (i == STARTS - 1) {
                        boot(container);
                        megabytes = container.residentKilobytes() / 1e3;
                    }
                }
                new SiteFiles(folder).remove("");
            }
            System.out.printf(Locale.ROOT, "%-12s %10.1f %15.0f%n", name, seconds, megabytes);
        }
    }

    private static Installation installation(String name) {
        return Installation.valueOf(name.replaceFirst("[0-9]*$", "").toUpperCase(Locale.ROOT));
    }

    /** Where the profile of this name has unpacked it. */
    private static Path distribution(String name) throws IOException {
        if (name.equals("standalone")) {
            return Path.of("."); // the WAR is all there is
        }
        String folders = FOLDERS.get(name);
        if (folders == null) {
            throw new IllegalArgumentException(name + " is none of standalone, " + String.join(", ", FOLDERS.keySet()));
        }
        try (DirectoryStream<Path> found = Files.newDirectoryStream(Path.of("target/dependency"), folders)) {
            for (Path path : found) {
                return path;
            }
        }
        throw new IOException("target/dependency has no " + folders + ": mvn -P" + name + " unpacks it");
    }

    /** What a switch asks for when it is new, as often as it takes. */
    private static void boot(ContainerProcess container) throws Exception {
        SiteFiles site = new SiteFiles(container.dataRoot());
        site.write("definitions/bench", """
                name: bench
                actions:
                  - action: add_config
                    attributes: {url: files/bench, variables: {name: $hostname, vlan: allocate('vlans')}}
                attributes: {hostname: leaf}
                """);
        site.write("neighbordb", """
                patterns:
                  - name: bench
                    definition: bench
                    interfaces: [{any: 'spine1:any'}]
                """);
        site.write("files/bench", "hostname $name\n".repeat(1000));
        StringBuilder vlans = new StringBuilder();
        for (int i = 0; i < BOOTS; i++) {
            vlans.append(1000 + i).append(": null\n");
        }
        site.write("resources/vlans", vlans.toString());
        for (int i = 0; i < BOOTS; i++) {
            String id = "BENCH" + i;
            get(container.url(), "/bootstrap");
            get(container.url(), "/bootstrap/config");
            post(container.url(), id);
            get(container.url(), "/nodes/" + id);
            get(container.url(), "/meta/actions/add_config");
            get(container.url(), "/actions/add_config");
            get(container.url(), "/meta/files/bench");
            get(container.url(), "/files/bench");
        }
    }

    private static void get(URI url, String path) throws IOException, InterruptedException {
        send(HttpRequest.newBuilder(URI.create(url + path)).build(), 200);
    }

    private static void post(URI url, String id) throws IOException, InterruptedException {
        String node = "{\"serialnumber\": \"" + id + "\", \"model\": \"vEOS\", \"neighbors\": {"
                + "\"Ethernet49\": [{\"device\": \"spine1\", \"port\": \"Ethernet1\"}]}}";
        send(
                HttpRequest.newBuilder(URI.create(url + "/nodes"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(node))
                        .build(),
                201);
    }

    private static void send(HttpRequest request, int expected) throws IOException, InterruptedException {
        HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString());
        if (response.statusCode() != expected) {
            throw new IOException(request.uri() + ": status " + response.statusCode() + ", " + response.body());
        }
    }
}
