package org.ztpserver.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The server as a process of its own, on a free port of the loopback interface, with what it takes of the machine. */
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

    /** The processor time of the process so far, in seconds. */
    double cpuSeconds() throws IOException {
        return cpuSeconds(process.pid());
    }

    static double cpuSeconds(long pid) throws IOException {
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
