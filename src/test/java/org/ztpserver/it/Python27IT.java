package org.ztpserver.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What runs on switches, under Jython: many of them have Python 2.7, which no system ships any more. */
class Python27IT {

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final Path DATA_ROOT = Path.of("src/main/dataroot");

    private static Subprocess.Result jython(List<String> arguments) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String jar = Objects.requireNonNull(System.getProperty("jython.jar"), "run by the build");
        // It starts faster without compiling for the long run, and writes its cache nowhere.
        List<String> command = new ArrayList<>(
                List.of(java, Cli.SHORT_LIFE, "-Xshare:auto", "-Dpython.cachedir.skip=true", "-jar", jar));
        command.addAll(arguments);
        return Subprocess.run(LIMIT, Map.of(), command);
    }

    /** All Python programs of the starter data root, whatever their names. */
    private static List<String> programs() throws IOException {
        try (Stream<Path> files = Files.walk(DATA_ROOT)) {
            List<String> programs = new ArrayList<>();
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                if (text.lines().findFirst().orElse("").matches("#!.*\\bpython.*")) {
                    programs.add(file.toString());
                }
            }
            return programs;
        }
    }

    @Test
    void everyProgramForSwitchesCompiles() throws Exception {
        List<String> programs = programs();
        assertThat(programs)
                .contains("src/main/dataroot/bootstrap/bootstrap", "src/main/dataroot/actions/add_config")
                .hasSizeGreaterThan(10);
        List<String> arguments = new ArrayList<>(List.of("src/test/python/compile_all.py"));
        arguments.addAll(programs);
        Subprocess.Result result = jython(arguments);
        assertThat(result.out().lines()).as(result.everything()).first().isEqualTo("Python 2.7");
        assertThat(result.out().lines().skip(1)).as(result.everything()).isEqualTo(programs);
        assertThat(result.status()).as(result.everything()).isZero();
    }

    @Test
    void whatTheClientComputesIsRight() throws Exception {
        Subprocess.Result result = jython(List.of("src/test/python/eos/test_pure_functions.py"));
        assertThat(result.status()).as(result.everything()).isZero();
        assertThat(result.err()).containsPattern("Ran [1-9]\\d* tests in ").endsWith("OK\n");
    }
}
