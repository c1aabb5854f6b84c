package org.ztpserver.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code deploy/ztps}: the command of the manual, which finds the WAR and Java. */
@Timeout(120)
class WrapperIT {

    private static final Path WRAPPER = Path.of("deploy", "ztps").toAbsolutePath();
    private static final Path WAR = Path.of(Objects.requireNonNull(System.getProperty("ztpserver.war"), "the build"));

    /** Places of the system that may have a WAR on a developer's machine. */
    private static final List<Path> INSTALLED =
            List.of(Path.of("/opt/ztpserver/ztpserver.war"), Path.of("/usr/share/ztpserver-war/ztpserver.war"));

    @TempDir
    Path folder;

    private final Map<String, String> environment = new HashMap<>();

    record Result(int status, String out, String err) {}

    @BeforeEach
    void setUp() {
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("ZTPS_WAR", WAR.toString());
    }

    @Test
    void argumentsReachTheServer() throws Exception {
        Result version = run(WRAPPER, "--version");
        assertThat(version.out).startsWith("ztpserver ");
        assertThat(version.status).isZero();

        assertThat(run(WRAPPER, "--no-such-option").status).isEqualTo(2);
        assertThat(run(WRAPPER, "--conf", "/no such/file.conf").err)
                .isEqualTo("ztps: /no such/file.conf: can't be read (NoSuchFileException)\n");
    }

    @Test
    void warBesideTheScriptIsFoundThroughALink() throws Exception {
        environment.remove("ZTPS_WAR");
        Path home = Files.createDirectory(folder.resolve("a folder"));
        Path script = copyOfTheScript(home);
        Files.createSymbolicLink(home.resolve("ztpserver.war"), WAR);
        Path link = Files.createSymbolicLink(folder.resolve("ztps"), script);

        assertThat(run(link, "--version").out).startsWith("ztpserver ");
    }

    @Test
    void warThatTheBuildMadeIsFound() throws Exception {
        environment.remove("ZTPS_WAR");
        Path script = copyOfTheScript(Files.createDirectory(folder.resolve("deploy")));
        Files.createSymbolicLink(Files.createDirectory(folder.resolve("target")).resolve("ztpserver.war"), WAR);

        assertThat(run(script, "--version").out).startsWith("ztpserver ");
    }

    @Test
    void missingWarIsNamedWithThePlacesThatWereLookedAt() throws Exception {
        environment.put("ZTPS_WAR", "/no/such.war");
        Result named = run(WRAPPER, "--version");
        assertThat(named.err).isEqualTo("ztps: ZTPS_WAR=/no/such.war is not a file: name ztpserver.war\n");
        assertThat(named.status).isEqualTo(1);

        environment.remove("ZTPS_WAR");
        Result searched = run(copyOfTheScript(folder), "--version");
        if (INSTALLED.stream().noneMatch(Files::exists)) {
            assertThat(searched.err).startsWith("ztps: ztpserver.war is not beside ");
            assertThat(searched.status).isEqualTo(1);
        } else {
            assertThat(searched.out).startsWith("ztpserver ");
        }
    }

    @Test
    void missingJavaIsNamed() throws Exception {
        environment.put("JAVA_HOME", folder.toString());
        Result named = run(WRAPPER, "--version");
        assertThat(named.err).isEqualTo("ztps: JAVA_HOME=" + folder + " has no bin/java: name a Java 17 or later\n");
        assertThat(named.status).isEqualTo(1);

        environment.remove("JAVA_HOME");
        environment.put("PATH", folder.toString());
        Result searched = run(WRAPPER, "--version");
        assertThat(searched.err)
                .isEqualTo("ztps: there is no java on PATH: install Java 17 or later, or set JAVA_HOME\n");
        assertThat(searched.status).isEqualTo(1);
    }

    @Test
    void javaOptionsReachJavaAsSeparateWords() throws Exception {
        environment.put("JAVA_OPTS", "-Xmx64m -Dno.such=thing -XX:+NoSuchOption");

        assertThat(run(WRAPPER, "--version").err).contains("Unrecognized VM option 'NoSuchOption'");
    }

    @Test
    void signalToTheScriptStopsTheServer() throws Exception {
        Path conf = Files.writeString(
                folder.resolve("ztpserver.conf"),
                "[default]\ndata_root = " + folder + "\n[server]\ninterface = 127.0.0.1\nport = 0\n");
        Path log = folder.resolve("log");
        Process server = builder(WRAPPER, "--conf", conf.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        List<ProcessHandle> children = List.of();
        try {
            await(() -> Files.readString(log).contains("Listening on "));
            children = server.descendants().toList();
            server.destroy();

            assertThat(server.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(server.exitValue()).isZero();
            assertThat(Files.readString(log)).endsWith("Stopped\n");
        } finally {
            server.destroyForcibly();
            children.forEach(ProcessHandle::destroyForcibly);
        }
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.call()) {
            assertThat(System.nanoTime()).isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(20); // between two looks at the condition
        }
    }

    private Path copyOfTheScript(Path target) throws IOException {
        Path copy = Files.copy(WRAPPER, target.resolve("ztps"));
        assertThat(copy.toFile().setExecutable(true)).isTrue();
        return copy;
    }

    private ProcessBuilder builder(Path script, String... arguments) {
        // By its full path, so that an empty PATH keeps nothing but java from being found.
        List<String> command = new ArrayList<>(List.of("/bin/sh", script.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        for (String name : List.of("JAVA_HOME", "JAVA_OPTS", "ZTPS_WAR", "ZTPS_CONFIG", "ZTPS_DEFAULT_DATAROOT")) {
            builder.environment().remove(name);
        }
        builder.environment().putAll(environment);
        return builder;
    }

    private Result run(Path script, String... arguments) throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "ztps", ".out");
        Path err = Files.createTempFile(folder, "ztps", ".err");
        Process process = builder(script, arguments)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("did not end: " + String.join(" ", arguments));
        }
        return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
    }
}
