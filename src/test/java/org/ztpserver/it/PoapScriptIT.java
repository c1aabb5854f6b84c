package org.ztpserver.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that Nexus switches run, by HTTP, in the TFTP root and on the command line (contract B). */
class PoapScriptIT {

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private static Path root;

    @SuppressWarnings("NullAway.Init") // set before all
    private static PoapSite site;

    @BeforeAll
    static void start() throws IOException {
        site = new PoapSite(root);
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    @BeforeEach
    void writeFiles() throws IOException {
        site.writeFiles();
    }

    @Test
    void theScriptIsFilledInForWhoeverAsksAndStamped() throws Exception {
        HttpResponse<String> response = site.get("/poap_script.py");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body())
                .contains("    \"poap_server\": \"127.0.0.1\",\n", "    \"prefix\": \"ztpserver\",\n")
                .contains("    \"port\": \"" + site.server().url().getPort() + "\",\n");
        assertThat(stampedByPython(response.body())).isEqualTo(response.body());

        HttpResponse<String> proxied = site.send(
                "GET", "/poap_script.py", "", "X-Forwarded-Host", "ztp.example.net", "X-Forwarded-Proto", "https");
        assertThat(proxied.body()).contains("\"poap_server\": \"ztp.example.net\"", "\"port\": \"443\"", "\"https\"");
        // No request decides where the switches that ask TFTP turn to.
        assertThat(Files.readString(site.root().resolve("poap/templates/poap_script.py")))
                .contains("\"poap_server\": \"ztpserver\"");
    }

    @Test
    void theCopyForTftpFollowsItsSource() throws Exception {
        Path source = site.root().resolve("poap/poap_script.py");
        Files.writeString(source, Files.readString(source).replace("TRIES = 6", "TRIES = 7"));
        site.put("SERIAL2", "1111.2222.3333");

        String copy = Files.readString(site.root().resolve("poap/templates/poap_script.py"));
        assertThat(copy).contains("TRIES = 7");
        assertThat(stampedByPython(copy)).isEqualTo(copy);
    }

    @Test
    void theCommandStampsACopyAnywhere(@TempDir Path folder) throws Exception {
        Path copy = folder.resolve("poap_script.py");
        Files.writeString(
                copy,
                Files.readString(PoapSite.SAMPLES.resolve("poap_script.py")).replace("TRIES = 6", "TRIES = 8"));
        assertThat(copy.toFile().setExecutable(true)).isTrue();

        Subprocess.Result stamped = Cli.run(Map.of(), "poap-stamp", copy.toString());
        assertThat(stamped.out()).isEqualTo(copy + ": stamped\n");
        assertThat(stamped.status()).isZero();
        assertThat(stampedByPython(Files.readString(copy)))
                .isEqualTo(Files.readString(copy))
                .contains("TRIES = 8");
        assertThat(copy).isExecutable();
        assertThat(Cli.run(Map.of(), "poap-stamp", copy.toString()).out())
                .isEqualTo(copy + ": the stamp is already correct\n");

        Files.writeString(copy, "no script\n");
        Subprocess.Result refused = Cli.run(Map.of(), "poap-stamp", copy.toString());
        assertThat(refused.status()).isEqualTo(1);
        assertThat(refused.err()).contains(copy + ":1: is not a POAP script");
        assertThat(Cli.run(Map.of(), "poap-stamp", folder.resolve("none").toString())
                        .status())
                .isEqualTo(1);
    }

    @Test
    void aStampedScriptStaysInItsGroupAlsoWhenItsOwnerCanNotBeKept(@TempDir Path folder) throws Exception {
        assumeTrue(OrdinaryUser.needed(), "only root can give a file to a group to test it");
        int group = 12_345;
        OrdinaryUser.open(folder, true);
        Path script = Files.copy(PoapSite.SAMPLES.resolve("poap_script.py"), folder.resolve("poap_script.py"));
        Files.writeString(script, "# edited\n", StandardOpenOption.APPEND);
        Files.setAttribute(script, "unix:gid", group);
        List<String> command = new ArrayList<>(OrdinaryUser.COMMAND);
        command.set(command.indexOf("--clear-groups"), "--groups=" + group);
        command.addAll(Cli.command(OrdinaryUser.war(folder)));
        command.addAll(List.of("poap-stamp", script.toString()));

        Subprocess.Result result = Subprocess.run(Duration.ofMinutes(1), Map.of(), command);

        assertThat(result.out()).as(result.everything()).endsWith(": stamped\n");
        assertThat(Files.getAttribute(script, "unix:gid")).isEqualTo(group);
    }

    /** What the tests of the script itself take for a right stamp. */
    private static String stampedByPython(String script) throws Exception {
        Path file = Files.createTempFile("poap_script", ".py");
        try {
            Files.writeString(file, script);
            Process process = new ProcessBuilder(
                            "python3",
                            "-c",
                            "import sys; sys.dont_write_bytecode = True; sys.path.insert(0, 'src/test/python/nxos');"
                                    + " from test_poap_script import stamped;"
                                    + " sys.stdout.buffer.write(stamped(open(sys.argv[1], 'rb').read()))",
                            file.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String stamped = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).isZero();
            return stamped;
        } finally {
            Files.delete(file);
        }
    }
}
