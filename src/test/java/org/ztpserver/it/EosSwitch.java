package org.ztpserver.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** An EOS switch in a box: it gets the bootstrap script from a server and runs it, as a process of its own. */
final class EosSwitch {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final URI server;
    private final String serial;
    private final Path root;
    private final List<String> options = new ArrayList<>();
    private String pause = "0.01";

    /** @param folder in which the switch gets a folder of its own, named by its serial number; it lasts between boots */
    EosSwitch(URI server, String serial, Path folder) {
        this.server = server;
        this.serial = serial;
        this.root = folder.resolve(serial);
    }

    EosSwitch version(String eosVersion) {
        options.addAll(List.of("--eos-version", eosVersion));
        return this;
    }

    /** @param json the neighbors of each local interface, as the switch reports them */
    EosSwitch neighbors(String json) {
        options.addAll(List.of("--neighbors", json));
        return this;
    }

    /** Leaves so much room on flash. */
    EosSwitch freeBytes(long bytes) {
        options.addAll(List.of("--free", Long.toString(bytes)));
        return this;
    }

    /** @param factor of the pauses between its tries: 1 for those of a real switch */
    EosSwitch patience(String factor) {
        pause = factor;
        return this;
    }

    /** Boots it, and waits until the script has ended. */
    Boot boot() throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("src/test/switch/eos/run_switch.py", "--json"));
        arguments.addAll(List.of("--server", server.toString(), "--serial", serial, "--root", root.toString()));
        arguments.addAll(options);
        Path flash = root.resolve("mnt/flash");
        Map<String, Long> before = sizes(flash);
        Subprocess.Result result = Subprocess.python(LIMIT, Map.of("ZTPS_TEST_PAUSE", pause), arguments);
        assertThat(result.out()).as(result.everything()).startsWith("{");
        return new Boot(result.status(), new JsonMapper().readTree(result.out()), flash, before);
    }

    private static Map<String, Long> sizes(Path folder) throws IOException {
        Map<String, Long> sizes = new TreeMap<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> paths = Files.walk(folder)) {
                for (Path path : paths.skip(1).toList()) {
                    sizes.put(folder.relativize(path).toString(), Files.isDirectory(path) ? -1 : Files.size(path));
                }
            }
        }
        return sizes;
    }

    /**
     * What has come of a boot.
     *
     * @param before what was on flash, with the size of each file
     */
    record Boot(int status, JsonNode report, Path flash, Map<String, Long> before) {

        Boot isProvisioned() {
            assertThat(lastLine()).as(text()).endsWith("ZTP bootstrap completed successfully!");
            assertThat(status).as(text()).isZero();
            return this;
        }

        /** The script has ended with a reason that has these parts, and flash is as it was. */
        Boot hasFailed(String... reasons) throws IOException {
            assertThat(lastLine())
                    .as(text())
                    .contains("Bootstrap process failed: ")
                    .contains(reasons);
            assertThat(status).as(text()).isEqualTo(1);
            assertThat(sizes(flash)).as(text()).isEqualTo(before);
            return this;
        }

        List<String> log() {
            return lines("log");
        }

        String text() {
            return String.join("\n", log());
        }

        private String lastLine() {
            return log().isEmpty() ? "" : log().get(log().size() - 1);
        }

        String startupConfig() {
            return report.get("startup_config").asText();
        }

        /** The commands that eAPI got. */
        List<String> eapi() {
            return lines("eapi");
        }

        /** The commands that were run by sudo. */
        List<String> sudo() {
            return lines("sudo");
        }

        private List<String> lines(String name) {
            return StreamSupport.stream(report.get(name).spliterator(), false)
                    .map(JsonNode::asText)
                    .toList();
        }

        byte[] bytesOnFlash(String name) {
            try {
                return Files.readAllBytes(flash.resolve(name));
            } catch (IOException e) {
                throw new UncheckedIOException(text(), e);
            }
        }

        String onFlash(String name) {
            return new String(bytesOnFlash(name), StandardCharsets.UTF_8);
        }
    }
}
