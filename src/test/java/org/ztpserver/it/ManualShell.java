package org.ztpserver.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A reader at a shell: types what a page shows, in the page's order, and compares what comes out with what the page
 * says. The shell has a home of its own and a copy of what a checkout has after the build.
 *
 * <p>Page and machine may differ in these points only, and in those that a test declares with {@link #standsFor}:
 *
 * <ul>
 *   <li>a date and a time of day may be another one, as long as they look alike;
 *   <li>names of temporary files are the system's choice, ids of errors the server's, and the MD5 of a POAP script
 *       depends on the port that is in it;
 *   <li>the port 8080 is a free one, for which simulated switches look too, and the server listens on loopback alone;
 *   <li>a line {@code ...} stands for any number of lines;
 *   <li>spaces at the end of a line don't count.
 * </ul>
 */
final class ManualShell implements AutoCloseable {

    /** What must look alike but need not be equal, and what is compared in its place. */
    private static final Map<Pattern, String> TOLERANCE = Map.of(
            Pattern.compile("\\d{4}-\\d\\d-\\d\\d([T ])\\d\\d:\\d\\d:\\d\\d(\\.\\d{3,9}Z)?"), "(date$1)",
            Pattern.compile("(?m)^\\d\\d:\\d\\d:\\d\\d "), "(time) ",
            Pattern.compile("(?m)^(Date|Last-Modified): \\w{3}, \\d\\d \\w{3} \\d{4} \\d\\d:\\d\\d:\\d\\d GMT"),
                    "$1: (date)",
            Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"), "(error id)",
            Pattern.compile("(MD5 mismatch: line 2 says )[0-9a-f]{32}(, the script has )[0-9a-f]{32}"),
                    "$1(md5)$2(md5)",
            Pattern.compile("/tmp/tmp\\w{8}/"), "/tmp/(name)/",
            Pattern.compile("(?m)^NOTE: Picked up JDK_JAVA_OPTIONS: .*\n"), "",
            Pattern.compile("(?m)^.* Listening on http://192\\.0\\.2\\..*\n"), "");

    /** What has one name on the page, and another one here. What is declared last is found first in an output. */
    static final class Translation {

        private final Map<String, String> names = new LinkedHashMap<>();

        Translation standsFor(String onThePage, String here) {
            names.put(onThePage, here);
            return this;
        }

        String toHere(String text) {
            String here = text;
            for (Map.Entry<String, String> name : names.entrySet()) {
                here = here.replace(name.getKey(), name.getValue());
            }
            return here;
        }

        String toPage(String text) {
            String page = text;
            List<Map.Entry<String, String>> lastFirst = new ArrayList<>(names.entrySet());
            Collections.reverse(lastFirst);
            for (Map.Entry<String, String> name : lastFirst) {
                page = page.replace(name.getValue(), name.getKey());
            }
            return page;
        }
    }

    /** How a command has ended. */
    private record Ended(int status, String printed) {}

    private final Path folder;
    private final Path checkout;
    private final int port;
    private final Process shell;
    private final BufferedReader statuses;
    private final Writer input;
    private final Map<String, String> environment = new HashMap<>();
    private final Translation translation = new Translation();
    private final List<Process> terminals = new ArrayList<>();
    private int commands;

    /** @param folder an empty one */
    ManualShell(Path folder) throws IOException {
        this.folder = folder;
        this.checkout = folder.resolve("ztpserver");
        copyCheckout();
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        for (String family : List.of("eos", "nxos")) {
            Path simulator = checkout.resolve("src/test/switch/" + family + "/run_switch.py");
            String text = Files.readString(simulator);
            assertThat(text).contains("http://localhost:8080/ztpserver");
            Files.writeString(simulator, text.replace("localhost:8080", "localhost:" + port));
        }
        Path home = Files.createDirectories(folder.resolve("home"));
        // A curl whose output is no terminal shows a progress meter otherwise.
        Files.writeString(home.resolve(".curlrc"), "silent\nshow-error\n");
        Path conf = Files.writeString(
                folder.resolve("port.conf"), "[server]\ninterface = 127.0.0.1\nport = " + port + "\n");
        environment.put("HOME", home.toString());
        // Java asks passwd for the home, not $HOME.
        environment.put("JDK_JAVA_OPTIONS", "-Duser.home=" + home + " " + Cli.SHORT_LIFE);
        environment.put("ZTPS_CONFIG", conf.toString());
        environment.put("PYTHONDONTWRITEBYTECODE", "1");
        environment.put("LC_ALL", "C.UTF-8");
        environment.put("PATH", System.getProperty("java.home") + "/bin:" + System.getenv("PATH"));
        standsFor("8080", Integer.toString(port));
        standsFor("/home/admin", home.toString());
        standsFor("Using configuration defaults, there is no file", "Using configuration " + conf);

        ProcessBuilder builder = new ProcessBuilder("bash", "--noprofile", "--norc")
                .directory(checkout.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        prepare(builder);
        shell = builder.start();
        statuses = shell.inputReader(StandardCharsets.UTF_8);
        input = shell.outputWriter(StandardCharsets.UTF_8);
    }

    private void prepare(ProcessBuilder builder) {
        // A server of somebody's own must not be taken for that of the page.
        builder.environment().keySet().removeAll(Set.of("ZTPS_DEFAULT_DATAROOT", "XDG_DATA_HOME", "STATE_DIRECTORY"));
        builder.environment().putAll(environment);
    }

    private void copyCheckout() throws IOException {
        for (String part : List.of("deploy", "src/main/dataroot", "src/test/switch")) {
            try (Stream<Path> paths = Files.walk(Path.of(part))) {
                for (Path path : paths.filter(Files::isRegularFile).toList()) {
                    copy(path, checkout.resolve(path.toString()));
                }
            }
        }
        copy(Cli.war(), checkout.resolve("target/ztpserver.war"));
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
    }

    /** What the page calls by one name has another one here. */
    void standsFor(String onThePage, String here) {
        translation.standsFor(onThePage, here);
    }

    Path home() {
        return folder.resolve("home");
    }

    /** The folder that commands begin in. */
    Path checkout() {
        return checkout;
    }

    int port() {
        return port;
    }

    /** Types a command that no page shows, as it is. */
    void type(String text) throws IOException {
        ShownCommand command = new ShownCommand(
                text, ShownCommand.Output.UNKNOWN, ShownCommand.Kind.COPIED, "no section", "typed by the test");
        compare(command, execute(command, text));
    }

    /** Types a command, waits for its end, and compares. */
    void run(ShownCommand command) throws IOException {
        if (command.kind() == ShownCommand.Kind.TERMINAL) {
            openTerminal(command);
        } else {
            compare(command, execute(command, translation.toHere(command.text())));
        }
    }

    private Ended execute(ShownCommand command, String text) throws IOException {
        Path output = folder.resolve("output-" + ++commands);
        Path file = Files.writeString(folder.resolve("command-" + commands), text + "\n");
        // $? is the status of the command before, as at a prompt.
        input.write(". " + file + " >" + output + " 2>&1 </dev/null; status=$?; echo $status; (exit $status)\n");
        input.flush();
        int status = Integer.parseInt(nextStatus(command, output));
        return new Ended(status, Files.readString(output));
    }

    private void compare(ShownCommand command, Ended ended) {
        String message = message(command, ended.printed());
        switch (command.kind()) {
            case COPIED -> assertThat(ended.status()).as(message).isZero();
            case FAILING -> assertThat(ended.status()).as(message).isNotZero();
            case TYPED, TERMINAL -> {}
        }
        if (command.output().shown()) {
            assertThat(compared(translation.toPage(ended.printed())))
                    .as(message)
                    .matches(actual -> matches(command.output().text(), actual), "what the page shows");
        }
    }

    private String nextStatus(ShownCommand command, Path output) throws IOException {
        Await.await(command.place() + " ends: " + command.text(), () -> {
            if (!shell.isAlive()) {
                throw new AssertionError(message(command, read(output)) + "has ended the shell");
            }
            return hasStatus();
        });
        return statuses.readLine();
    }

    private boolean hasStatus() {
        try {
            return statuses.ready();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String message(ShownCommand command, String printed) {
        return command.place() + ": " + command.text() + "\n" + printed;
    }

    private void openTerminal(ShownCommand command) throws IOException {
        Path output = folder.resolve("terminal-" + terminals.size());
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", "exec " + translation.toHere(command.text()))
                .directory(checkout.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        prepare(builder);
        Process process = builder.start();
        terminals.add(process);
        try {
            Await.await("all that the page shows", () -> {
                assertThat(process.isAlive()).as("it runs").isTrue();
                return matches(command.output().text(), compared(translation.toPage(read(output))));
            });
        } catch (AssertionError e) {
            throw new AssertionError(message(command, read(output)), e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Without what may differ. */
    static String compared(String text) {
        String compared = text;
        for (Map.Entry<Pattern, String> tolerance : TOLERANCE.entrySet()) {
            compared = tolerance.getKey().matcher(compared).replaceAll(tolerance.getValue());
        }
        return compared.lines().map(String::stripTrailing).reduce("", (a, b) -> a + b + "\n");
    }

    /** Whether an output that {@link #compared} has made is what the page shows. */
    static boolean matches(String shown, String actual) {
        StringBuilder pattern = new StringBuilder();
        compared(shown.strip())
                .lines()
                .forEach(line -> pattern.append(line.equals("...") ? "(?:(?s:.*)\n)?" : Pattern.quote(line + "\n")));
        return Pattern.matches(pattern.toString(), compared(actual.strip()));
    }

    @Override
    public void close() {
        try {
            input.close();
            for (Process terminal : terminals) {
                terminal.toHandle().destroy();
            }
            for (Process terminal : terminals) {
                if (!terminal.waitFor(20, TimeUnit.SECONDS)) {
                    terminal.destroyForcibly();
                }
            }
            if (!shell.waitFor(20, TimeUnit.SECONDS)) {
                shell.destroyForcibly();
            }
        } catch (IOException e) {
            shell.destroyForcibly();
        } catch (InterruptedException e) {
            shell.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
