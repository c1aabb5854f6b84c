package org.ztpserver.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A server as a process of its own, on a free port of the loopback interface, with what it takes of the machine: ours, or
 * one to compare it with.
 */
final class MeasuredServer implements AutoCloseable {

    /** Clock ticks a second in {@code /proc}: the same on every Linux that Java runs on. */
    private static final double TICKS = 100;

    private final Process process;
    private final URI url;

    private MeasuredServer(Process process, URI url) {
        this.process = process;
        this.url = url;
    }

    /**
     * Starts it and waits until it listens. The system property {@code bench.java} adds options, for example to record
     * a profile.
     *
     * @param java options of the JVM
     * @throws IOException if it ends before it listens
     */
    static MeasuredServer start(Path war, Path dataRoot, String... java) throws IOException {
        Path conf = Files.createTempFile("bench", ".conf");
        Files.writeString(conf, "[default]\ndata_root = " + dataRoot + "\n[server]\ninterface = 127.0.0.1\nport = 0\n");
        List<String> command = new ArrayList<>(List.of("java"));
        command.addAll(List.of(java));
        command.addAll(Arrays.stream(System.getProperty("bench.java", "").split(" ", -1))
                .filter(option -> !option.isEmpty())
                .toList());
        command.addAll(List.of("-jar", war.toString(), "--conf", conf.toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        BufferedReader log = process.inputReader(StandardCharsets.UTF_8);
        StringBuilder told = new StringBuilder();
        String line = log.readLine();
        while (line != null && !line.contains("Listening on ")) {
            told.append(line).append('\n');
            line = log.readLine();
        }
        Files.delete(conf);
        if (line == null) {
            throw new IOException("the server did not start:\n" + told);
        }
        Thread drain = new Thread(() -> drain(log), "drain");
        drain.setDaemon(true);
        drain.start();
        return new MeasuredServer(process, URI.create(line.replaceFirst(".*Listening on ", "")));
    }

    /**
     * nginx, for what the same bytes cost when nothing has to be decided.
     *
     * @param root what it serves
     * @param locations what it answers otherwise, in its own language
     */
    static MeasuredServer nginx(Path root, String locations) throws IOException, InterruptedException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Path folder = Files.createTempDirectory("bench-nginx");
        Path conf = folder.resolve("nginx.conf");
        Files.writeString(conf, """
                user root;
                daemon off;
                worker_processes 2;
                pid %1$s/pid;
                error_log stderr warn;
                events { worker_connections 4096; }
                http {
                    access_log off;
                    sendfile on;
                    default_type text/plain;
                    client_body_temp_path %1$s;
                    proxy_temp_path %1$s;
                    fastcgi_temp_path %1$s;
                    uwsgi_temp_path %1$s;
                    scgi_temp_path %1$s;
                    server {
                        listen 127.0.0.1:%2$d;
                        root %3$s;
                        %4$s
                    }
                }
                """.formatted(folder, port, root, locations));
        Process process = new ProcessBuilder("nginx", "-e", "stderr", "-c", conf.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start();
        URI url = URI.create("http://127.0.0.1:" + port);
        while (!listens(url)) {
            if (!process.isAlive()) {
                throw new IOException("nginx did not start: " + Files.readString(folder.resolve("log")));
            }
            Thread.sleep(50);
        }
        return new MeasuredServer(process, url);
    }

    private static boolean listens(URI url) {
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** Reads until the process ends, or until it is told to. */
    private static void drain(BufferedReader log) {
        try {
            log.transferTo(Writer.nullWriter());
        } catch (IOException e) {
            // destroy() has closed it
        }
    }

    URI url() {
        return url;
    }

    long pid() {
        return process.pid();
    }

    /** The processor time of the process and of its children so far, in seconds. */
    double cpuSeconds() throws IOException {
        double seconds = cpuSeconds(process.pid());
        for (ProcessHandle child : process.descendants().toList()) {
            seconds += cpuSeconds(child.pid());
        }
        return seconds;
    }

    private static double cpuSeconds(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS;
    }

    /** Its resident memory, in megabytes. */
    double residentMegabytes() throws IOException {
        return status("VmRSS:");
    }

    /** The most memory that it ever had resident, in megabytes. */
    double peakMegabytes() throws IOException {
        return status("VmHWM:");
    }

    private double status(String field) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
            if (line.startsWith(field)) {
                return Integer.parseInt(line.replaceAll("[^0-9]", "")) / 1e3;
            }
        }
        throw new IOException("no " + field + " in /proc");
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
