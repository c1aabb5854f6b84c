package org.ztpserver.it;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** The command line as a process. */
final class Cli {

    /** @param out what went to standard output, {@code err} to standard error */
    record Result(int status, String out, String err) {}

    private static final File NOTHING = new File("/dev/null");

    private Cli() {}

    /** {@code java -jar ztpserver.war}. */
    static List<String> command() {
        return command(war());
    }

    static List<String> command(Path war) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return List.of(java, "-jar", war.toString());
    }

    static Path war() {
        return Path.of(Objects.requireNonNull(System.getProperty("ztpserver.war"), "run by the build"));
    }

    static Result run(Map<String, String> environment, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(command());
        command.addAll(List.of(arguments));
        File out = File.createTempFile("ztps", ".out");
        File err = File.createTempFile("ztps", ".err");
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectInput(NOTHING)
                    .redirectOutput(out)
                    .redirectError(err);
            builder.environment().putAll(environment);
            Process process = builder.start();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("did not end: " + String.join(" ", command));
            }
            return new Result(
                    process.exitValue(),
                    Files.readString(out.toPath(), StandardCharsets.UTF_8),
                    Files.readString(err.toPath(), StandardCharsets.UTF_8));
        } finally {
            Files.delete(out.toPath());
            Files.delete(err.toPath());
        }
    }
}
