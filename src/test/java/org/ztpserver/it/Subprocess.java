package org.ztpserver.it;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Another program, run to its end, and never longer than it may. */
final class Subprocess {

    /** @param out what went to standard output, {@code err} to standard error */
    record Result(int status, String out, String err) {

        /** All that it said, for a failure's message. */
        String everything() {
            return "exit status " + status + "\n" + out + err;
        }
    }

    private Subprocess() {}

    /** {@code python3} as the PATH has it. */
    static Result python(Duration limit, Map<String, String> environment, List<String> arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("python3"));
        command.addAll(arguments);
        return run(limit, environment, command);
    }

    static Result run(Duration limit, Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        File out = File.createTempFile("program", ".out");
        File err = File.createTempFile("program", ".err");
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectOutput(out).redirectError(err);
            builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().close();
            boolean ended = process.waitFor(limit.toSeconds(), TimeUnit.SECONDS);
            if (!ended) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
            }
            Result result = new Result(process.exitValue(), read(out.toPath()), read(err.toPath()));
            if (!ended) {
                throw new IllegalStateException("not at its end after " + limit.toSeconds() + " s: "
                        + String.join(" ", command) + "\n" + result.everything());
            }
            return result;
        } finally {
            Files.delete(out.toPath());
            Files.delete(err.toPath());
        }
    }

    private static String read(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }
}
