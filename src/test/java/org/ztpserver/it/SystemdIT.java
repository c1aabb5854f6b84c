package org.ztpserver.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code deploy/systemd}: systemd's own word on the units, and the command of the first as it would be run. */
class SystemdIT {

    private static final Path UNIT = Path.of("deploy/systemd/ztpserver.service").toAbsolutePath();
    private static final Path USER =
            Path.of("deploy/systemd/ztpserver-sysusers.conf").toAbsolutePath();

    /** A system call in the table of {@code strace -c -U name}. */
    private static final Pattern CALL = Pattern.compile("\\s*([a-z0-9_]+)\\s*");

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    @Test
    void theUnitIsAsStrictAsTheManualSays() throws Exception {
        Matcher stated =
                Pattern.compile("rates the unit at ([0-9.]+)").matcher(Files.readString(Path.of("docs/systemd.md")));
        assertThat(stated.find()).isTrue();
        assertThat(run("systemd-analyze", "security", "--offline=true", UNIT.toString()))
                .contains("Overall exposure level for ztpserver.service: " + stated.group(1) + " OK");
    }

    /** As the names of their folder and their file. */
    static Stream<Arguments> dropIns() throws IOException {
        Path folder = Path.of("deploy/systemd");
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths
                    .map(path -> folder.relativize(path).toString().split("/", -1))
                    .filter(names -> names.length == 2 && names[0].endsWith(".d"))
                    .map(names -> arguments(names[0], names[1]))
                    .toList()
                    .stream();
        }
    }

    /** The containers' own commands are not here; their tests run them. */
    @ParameterizedTest
    @MethodSource("dropIns")
    void everyLineOfADropInIsUnderstood(String folderName, String fileName) throws Exception {
        String unit = folderName.replaceFirst("\\.d$", "");
        Path dropIns = Files.createDirectories(folder.resolve(folderName));
        Path dropIn = UNIT.resolveSibling(folderName).resolve(fileName);
        Files.writeString(
                folder.resolve(unit),
                unit.equals("ztpserver.service") ? Files.readString(UNIT) : "[Service]\nExecStart=/bin/true\n");
        Files.writeString(
                dropIns.resolve(fileName),
                Files.readString(dropIn).replaceAll("(?m)^ExecStart=/\\S+", "ExecStart=/bin/true"));
        assertThat(run("env", "SYSTEMD_UNIT_PATH=" + folder + ":", "systemd-analyze", "verify", "--man=no", unit))
                .isEmpty();
    }

    @Test
    void theUserOfTheUnitIsMade() throws Exception {
        assertThat(run("systemd-sysusers", "--dry-run", "--root=" + folder, USER.toString()))
                .contains("Creating user '" + values("User").get(0) + "'");
    }

    @Test
    void theCommandMakesItsSiteInTheStateFolderAndNeedsNoForbiddenSystemCall() throws Exception {
        OrdinaryUser.open(folder, false);
        Path state = OrdinaryUser.open(folder.resolve("state"), true);
        Path traced = OrdinaryUser.open(folder.resolve("trace"), true).resolve("calls");
        Path conf = Files.writeString(folder.resolve("test.conf"), "[server]\ninterface = 127.0.0.1\nport = 0\n");
        String execStart = values("ExecStart").get(0);
        assertThat(execStart).contains("/opt/ztpserver/ztpserver.war");
        List<String> command = new ArrayList<>();
        if (OrdinaryUser.needed()) {
            command.addAll(OrdinaryUser.COMMAND);
        }
        command.addAll(List.of("strace", "-f", "-c", "-U", "name", "-o", traced.toString()));
        command.addAll(List.of(execStart
                .replace(
                        "/opt/ztpserver/ztpserver.war", OrdinaryUser.war(folder).toString())
                .split(" ")));
        command.addAll(List.of("--conf", conf.toString()));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile());
        builder.environment().put("STATE_DIRECTORY", state.toString());
        builder.environment().remove("ZTPS_DEFAULT_DATAROOT");
        Process strace = builder.start();
        try {
            Await.await("the server listens", () -> text(folder.resolve("log")).contains("Listening on "));
        } finally {
            strace.descendants().forEach(ProcessHandle::destroy);
            assertThat(strace.waitFor(60, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(strace.exitValue()).as("exit status after SIGTERM").isZero();
        assertThat(state.resolve("dataroot/neighbordb")).exists();

        Set<String> called = new TreeSet<>();
        for (String line : Files.readAllLines(traced)) {
            Matcher call = CALL.matcher(line);
            if (call.matches()) {
                called.add(call.group(1));
            }
        }
        called.removeAll(Set.of("syscall", "total"));
        assertThat(called).contains("openat", "execve", "listen").isSubsetOf(allowed());
    }

    /** What {@code SystemCallFilter} of the unit leaves, with what systemd allows in any case. */
    private static Set<String> allowed() throws Exception {
        Set<String> allowed = new TreeSet<>(calls("@default"));
        for (String filter : values("SystemCallFilter")) {
            boolean denies = filter.startsWith("~");
            for (String group : filter.substring(denies ? 1 : 0).split(" ", -1)) {
                if (denies) {
                    allowed.removeAll(calls(group));
                } else {
                    allowed.addAll(calls(group));
                }
            }
        }
        return allowed;
    }

    private static Set<String> calls(String group) throws Exception {
        Set<String> calls = new TreeSet<>();
        for (String line :
                run("systemd-analyze", "syscall-filter", group).lines().skip(1).toList()) {
            String name = line.strip();
            if (name.startsWith("@")) {
                calls.addAll(calls(name));
            } else if (!name.isEmpty() && !name.startsWith("#")) {
                calls.add(name);
            }
        }
        assertThat(calls).as(group).isNotEmpty();
        return calls;
    }

    /** What the unit says of a key. */
    private static List<String> values(String key) throws IOException {
        List<String> values = Files.readAllLines(UNIT).stream()
                .filter(line -> line.startsWith(key + "="))
                .map(line -> line.substring(key.length() + 1))
                .toList();
        assertThat(values).as(key).isNotEmpty();
        return values;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "";
        }
    }

    private static String run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return output;
    }
}
