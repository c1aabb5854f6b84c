package org.ztpserver.it;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The command line as a process. */
final class Cli {

    /** A process that lives for seconds pays for what the second compiler does, and never gets anything for it. */
    static final String SHORT_LIFE = "-XX:TieredStopAtLevel=1";

    private static final Duration LIMIT = Duration.ofMinutes(1);

    private Cli() {}

    /** {@code java -jar ztpserver.war}. */
    static List<String> command() {
        return command(war());
    }

    static List<String> command(Path war) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return List.of(java, SHORT_LIFE, "-jar", war.toString());
    }

    static Path war() {
        return Path.of(Objects.requireNonNull(System.getProperty("ztpserver.war"), "run by the build"));
    }

    static Subprocess.Result run(Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(command());
        command.addAll(List.of(arguments));
        return Subprocess.run(LIMIT, environment, command);
    }
}
