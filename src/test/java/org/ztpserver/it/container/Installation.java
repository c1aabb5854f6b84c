package org.ztpserver.it.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A container as {@code docs/containers.md} sets it up: its distribution, the files that {@code deploy} has for it as they
 * are, and the command of the systemd unit.
 */
public enum Installation {
    /** {@code java -jar ztpserver.war}. */
    STANDALONE("ztpserver.service") {
        @Override
        void lay(Place place) {}

        @Override
        void listen(int port, Place place, ProcessBuilder builder) throws IOException {
            Path conf = place.folder.resolve("ztpserver.conf");
            Files.writeString(conf, "[server]\ninterface = 127.0.0.1\nport = " + port + "\n");
            builder.command().addAll(List.of("--conf", conf.toString()));
        }
    },

    TOMCAT("ztpserver.service.d/tomcat.conf") {
        @Override
        void lay(Place place) throws IOException {
            Path base = place.here("/var/lib/ztpserver/tomcat");
            run(place.here("/opt/tomcat/bin/makebase.sh").toString(), base.toString());
            copy(Path.of("deploy/tomcat"), base);
            Files.copy(place.war, base.resolve("webapps/ztpserver.war"));
        }

        @Override
        void listen(int port, Place place, ProcessBuilder builder) {
            builder.environment().put("CATALINA_OPTS", "-Dhttp.address=127.0.0.1 -Dhttp.port=" + port);
        }
    },

    JETTY("ztpserver.service.d/jetty.conf") {
        @Override
        void lay(Place place) throws IOException {
            Path base = place.here("/opt/ztpserver/jetty");
            copy(Path.of("deploy/jetty"), base);
            Files.copy(place.war, base.resolve("webapps/ztpserver.war"));
            if (Runtime.version().feature() >= 21) {
                run(
                        place.here("/usr/bin/java").toString(),
                        "-jar",
                        place.here("/opt/jetty-home/start.jar").toString(),
                        "jetty.base=" + base,
                        "--add-modules=threadpool-virtual");
            }
        }

        @Override
        void listen(int port, Place place, ProcessBuilder builder) {
            builder.command().addAll(List.of("jetty.http.host=127.0.0.1", "jetty.http.port=" + port));
        }
    },

    WILDFLY("ztpserver.service.d/wildfly.conf") {
        @Override
        void lay(Place place) throws IOException {
            Path base = place.here("/var/lib/ztpserver/wildfly");
            copy(place.here("/opt/wildfly/standalone"), base);
            Path recipe = place.here("/opt/ztpserver/wildfly");
            copy(Path.of("deploy/wildfly"), recipe);
            run(
                    place.here("/opt/wildfly/bin/jboss-cli.sh").toString(),
                    "-Djboss.server.base.dir=" + base,
                    "--file=" + recipe.resolve("ztpserver.cli"));
            Files.copy(place.war, base.resolve("deployments/ztpserver.war"));
        }

        @Override
        void listen(int port, Place place, ProcessBuilder builder) {
            builder.command().addAll(List.of("-b", "127.0.0.1", "-Djboss.http.port=" + port));
        }
    },

    LIBERTY("ztpserver.service.d/liberty.conf") {
        @Override
        void lay(Place place) throws IOException {
            Path server = place.here("/var/lib/ztpserver/liberty/servers/ztpserver");
            copy(Path.of("deploy/liberty"), server);
            Files.createDirectories(server.resolve("dropins"));
            Files.copy(place.war, server.resolve("dropins/ztpserver.war"));
        }

        @Override
        void listen(int port, Place place, ProcessBuilder builder) {
            builder.environment().put("HTTP_HOST", "127.0.0.1");
            builder.environment().put("HTTP_PORT", Integer.toString(port));
        }
    };

    private final Path unit;

    Installation(String unit) {
        this.unit = Path.of("deploy/systemd", unit);
    }

    /** Does what the manual says to do once. */
    abstract void lay(Place place) throws IOException;

    /** Has it listen on loopback and on this port, in the way that an operator would set a port of his own. */
    abstract void listen(int port, Place place, ProcessBuilder builder) throws IOException;

    /**
     * Sets it up and starts it with the starter site.
     *
     * @param distribution the unpacked distribution of the container
     * @param folder an empty one, for everything that is set up
     */
    public ContainerProcess start(Path distribution, Path folder, Path war) {
        try {
            Place place = new Place(distribution.toAbsolutePath(), folder.toAbsolutePath(), war.toAbsolutePath());
            Path state = Files.createDirectories(place.here("/var/lib/ztpserver"));
            Files.createDirectories(place.here("/opt/ztpserver"));
            lay(place);
            ProcessBuilder builder = new ProcessBuilder();
            Map<String, String> environment = builder.environment();
            environment.keySet().removeIf(name -> name.startsWith("ZTPS_"));
            environment.put("STATE_DIRECTORY", state.toString());
            environment.put("JAVA_HOME", System.getProperty("java.home"));
            for (String assignment : values("Environment")) {
                String[] parts = place.translate(assignment).split("=", 2);
                environment.put(parts[0], parts[1]);
            }
            List<String> starts = values("ExecStart");
            builder.command(new ArrayList<>(
                    List.of(place.translate(starts.get(starts.size() - 1)).split(" "))));
            int port = freePort();
            listen(port, place, builder);
            return ContainerProcess.start(
                    builder,
                    place.folder.resolve("log"),
                    URI.create("http://127.0.0.1:" + port + "/ztpserver"),
                    state.resolve("dataroot"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the unit takes this exit status for success. */
    boolean succeeds(int status) throws IOException {
        return status == 0 || values("SuccessExitStatus").contains(Integer.toString(status));
    }

    private List<String> values(String key) throws IOException {
        return Files.readAllLines(unit).stream()
                .filter(line -> line.startsWith(key + "="))
                .map(line -> line.substring(key.length() + 1))
                .toList();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> paths = Files.walk(from)) {
            for (Path path : paths.toList()) {
                Path target = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.write(target, Files.readAllBytes(path));
                }
            }
        }
    }

    private static void run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.onExit().join().exitValue() != 0) {
            throw new IOException(String.join(" ", command) + ": " + output);
        }
    }

    /** Where on this machine the paths lie that the manual and the units name. */
    private record Place(Path distribution, Path folder, Path war) {

        String translate(String text) {
            return text.replace("/opt/ztpserver/ztpserver.war", war.toString())
                    .replaceAll("/opt/(tomcat|jetty-home|wildfly|wlp)", distribution.toString())
                    .replace("/opt/ztpserver", folder.resolve("opt").toString())
                    .replace("/var/lib/ztpserver", folder.resolve("state").toString())
                    .replace(
                            "/usr/bin/java",
                            Path.of(System.getProperty("java.home"), "bin/java").toString());
        }

        Path here(String path) {
            return Path.of(translate(path));
        }
    }
}
