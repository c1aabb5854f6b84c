package org.ztpserver.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ztpserver.it.contract.SiteFiles;

/** What the commands print, and how they exit (contract A3, A8). */
class CommandLineIT {

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path temporary;

    @SuppressWarnings("NullAway.Init") // set before each
    private SiteFiles site;

    @BeforeEach
    void makeAGoodSite() {
        site = new SiteFiles(temporary.resolve("dataroot"));
        site.write("bootstrap/bootstrap", "$SERVER\n");
        site.write("definitions/d", "name: d\nactions: [{action: a}]\n");
        site.write("actions/a", "def main(attributes):\n    pass\n");
        site.write("neighbordb", "patterns: [{name: x, definition: d, model: vEOS}]\n");
    }

    private Subprocess.Result ztps(String... arguments) throws Exception {
        return Cli.run(Map.of("ZTPS_DEFAULT_DATAROOT", site.path("").toString()), arguments);
    }

    private Path conf(String text) throws IOException {
        return Files.writeString(temporary.resolve("ztpserver.conf"), text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h"})
    void helpNamesEveryOption(String option) throws Exception {
        Subprocess.Result result = ztps(option);
        assertThat(result.status()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.out())
                .contains("--help", "--version", "--conf", "--validate-config", "--validate", "--clear-resources")
                .contains("--debug", "--context-path", "serve");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--version", "-v"})
    void versionIsOneLine(String option) throws Exception {
        Subprocess.Result result = ztps(option);
        assertThat(result.status()).isZero();
        assertThat(result.out()).matches("ztpserver [0-9]+\\.[0-9]+\\.[0-9]+\\S*\\R");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--nosuch", "nosuch", "--conf", "--context-path=nosuch", "--validate", "-x"})
    void aWrongOptionPrintsTheUsageToStandardErrorAndExitsWith2(String option) throws Exception {
        Subprocess.Result result = ztps(option);
        assertThat(result.status()).isEqualTo(2);
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).contains("Usage: ztps").doesNotContain("Exception", "\tat ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--validate-config", "-V"})
    void aGoodSiteHasNoErrors(String option) throws Exception {
        Subprocess.Result result = ztps(option);
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).isEqualTo(site.path("") + ": no errors\n");
        assertThat(result.status()).isZero();
    }

    @Test
    void allThatIsWrongWithASiteIsFoundAtOnceWithItsFileAndLine() throws Exception {
        site.remove("bootstrap/bootstrap");
        site.write("bootstrap/bootstrap.conf", "logging: text\n");
        site.write("neighbordb", """
                patterns:
                  - name: first
                    definition: d
                    nood: x
                  - name: second
                    definition: d
                    interfaces:
                      - Ethernet: any
                """);
        site.write("definitions/broken", "name: x\nactions: [\n");
        site.write("definitions/empty", "name: x\n");
        site.write("nodes/half/attributes", "a: 1\na: 2\n");
        site.write("nodes/bad/startup-config", "x");
        site.write("nodes/bad/pattern", "interfaces: x\n");
        site.write("nodes/not a name/startup-config", "x");
        Subprocess.Result result = ztps("--validate-config");
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.out())
                .contains("bootstrap/bootstrap: is missing", "bootstrap/bootstrap.conf: ")
                .containsPattern("(?m)^neighbordb:[24]: .*first.*nood")
                .containsPattern("(?m)^neighbordb:[5678]: .*second")
                .containsPattern("(?m)^definitions/broken:[0-9]+: ")
                .containsPattern("(?m)^definitions/empty(:[0-9]+)?: .*actions")
                .containsPattern("(?m)^nodes/half/attributes:2: ")
                .containsPattern("(?m)^nodes/half: .*definition")
                .containsPattern("(?m)^nodes/bad/pattern:1: ")
                .containsPattern("(?m)^nodes/not a name: ")
                .containsPattern("(?m)^.*: [0-9]+ errors$");
    }

    @Test
    void anUnknownSettingIsAWarningAndNoError() throws Exception {
        Path conf = conf("[server]\nprot = 80\n");
        Subprocess.Result result = ztps("-V", "--conf", conf.toString());
        assertThat(result.err())
                .isEqualTo("ztps: " + conf + ":2: the setting server.prot is unknown and has no effect\n");
        assertThat(result.out()).isEqualTo(site.path("") + ": no errors\n");
        assertThat(result.status()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"serve", "poap-stamp", "dhcp-config"})
    void everyCommandHasHelpOfItsOwn(String command) throws Exception {
        Subprocess.Result result = ztps(command, "--help");
        assertThat(result.out()).startsWith("Usage: ztps " + command + " ").contains("--help");
        assertThat(result.err()).isEmpty();
        assertThat(result.status()).isZero();
    }

    @Test
    void whatAPatternNamesIsLookedUp() throws Exception {
        site.write(
                "neighbordb",
                "patterns: [{name: x, definition: nosuch, model: vEOS, config-handler: none},"
                        + " {name: y, definition: ../d, model: x}]\n");
        Subprocess.Result result = ztps("-V");
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.out()).contains("'nosuch'", "'none'", "'../d'", "3 errors");
    }

    @Test
    void oneNeighbordbIsCheckedByItself() throws Exception {
        Path file = Files.writeString(
                temporary.resolve("mine"), "patterns:\n  - {name: x, definition: elsewhere, node: y}\n");
        Subprocess.Result good = ztps("--validate", file.toString());
        assertThat(good.out()).isEqualTo(file + ": no errors\n");
        assertThat(good.status()).isZero();
        Files.writeString(file, "patterns:\n  - {name: x}\n");
        Subprocess.Result bad = ztps("--validate", file.toString());
        assertThat(bad.status()).isEqualTo(1);
        assertThat(bad.out()).contains(file + ":2: ", "definition");
        Subprocess.Result missing =
                ztps("--validate", temporary.resolve("nosuch").toString());
        assertThat(missing.status()).isEqualTo(1);
        assertThat(missing.out() + missing.err()).contains("nosuch").doesNotContain("\tat ");
    }

    @Test
    void resourcesAreFreedAfterAQuestionOrWithoutOne() throws Exception {
        site.write("resources/pool", "# free ones first\na: null\nb: NODE1\nc: NODE2\n");
        Subprocess.Result asked = ztps("--clear-resources");
        assertThat(asked.status()).isEqualTo(1);
        assertThat(site.text("resources/pool")).contains("NODE1", "NODE2");
        Subprocess.Result cleared = ztps("-r", "--node", "NODE1", "--yes");
        assertThat(cleared.status()).as(cleared.err()).isZero();
        assertThat(site.text("resources/pool"))
                .contains("# free ones first", "NODE2")
                .doesNotContain("NODE1");
    }

    @Test
    void aBadValueStopsTheStartAndIsNamedWithItsPlaceAndWhatIsAllowed() throws Exception {
        Path conf = conf("# mine\n[default]\nidentifier = macaddress\n");
        Subprocess.Result result = Cli.run(Map.of("ZTPS_DEFAULT_DATAROOT", ""), "--conf", conf.toString());
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err())
                .isEqualTo("ztps: " + conf
                        + ":3: [default] identifier = 'macaddress': must be serialnumber or systemmac\n");
    }

    @Test
    void allBadValuesAreNamedAtOnceThoseOfTheEnvironmentToo() throws Exception {
        Path conf = conf("[server]\nport = x\n[default]\nlogging = maybe\n");
        Subprocess.Result result = Cli.run(
                Map.of("ZTPS_DEFAULT_DATAROOT", "relative", "ZTPS_DEFAULT_SERVER", "nonsense"),
                "serve",
                "--conf",
                conf.toString());
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err().lines()).hasSize(4).allMatch(line -> line.startsWith("ztps: "));
        assertThat(result.err())
                .contains("environment variable ZTPS_DEFAULT_DATAROOT = 'relative'")
                .contains("environment variable ZTPS_DEFAULT_SERVER = 'nonsense'");
    }

    @Test
    void aFileThatIsNoConfigurationIsNamedWithTheLine() throws Exception {
        Subprocess.Result result = ztps("--conf", conf("[server]\nport 8080\n").toString());
        assertThat(result.status()).isEqualTo(1);
        assertThat(result.err()).contains("ztpserver.conf:2: ").doesNotContain("\tat ");
    }

    @Test
    void aConfigurationOrADataRootThatIsNotThereIsNamed() throws Exception {
        Subprocess.Result noConf = ztps("--conf", "/nosuch/ztpserver.conf");
        assertThat(noConf.status()).isEqualTo(1);
        assertThat(noConf.err()).contains("/nosuch/ztpserver.conf");
        Subprocess.Result noRoot = Cli.run(Map.of("ZTPS_DEFAULT_DATAROOT", "/nosuch/root"), "--validate-config");
        assertThat(noRoot.status()).isEqualTo(1);
        assertThat(noRoot.err()).contains("/nosuch/root").doesNotContain("\tat ");
        Subprocess.Result serve = Cli.run(
                Map.of("ZTPS_DEFAULT_DATAROOT", "/nosuch/root"),
                "--conf",
                conf("[server]\nport = 0\n").toString());
        assertThat(serve.status()).isEqualTo(1);
        assertThat(serve.err()).contains("/nosuch/root").doesNotContain("\tat ");
    }

    @Test
    void aPortThatIsTakenIsNamed() throws Exception {
        try (ServerProcess server = ServerProcess.start(site.path(""))) {
            Subprocess.Result result = ztps(
                    "--conf",
                    conf("[server]\ninterface = 127.0.0.1\nport = "
                                    + server.url().getPort() + "\n")
                            .toString());
            assertThat(result.status()).isEqualTo(1);
            assertThat(result.err())
                    .contains("127.0.0.1 port " + server.url().getPort())
                    .doesNotContain("\tat ");
        }
    }
}
