package org.ztpserver.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ztpserver.app.config.ServerConfig;
import org.ztpserver.app.config.ServerConfigReader;
import org.ztpserver.core.site.Finding;
import org.ztpserver.core.site.Progress;
import org.ztpserver.site.DataRoot;

class SiteValidationTest {

    private static final String NO_SCRIPT = "bootstrap/bootstrap: is missing: no EOS switch can start without it";

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    private void write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private List<String> findings() {
        ServerConfig config = new ServerConfigReader(Map.of("ZTPS_CONFIG", "/dev/null")).read(null, null);
        try (ZtpApplication application = new ZtpApplication(config, new DataRoot(folder))) {
            return application.findings(Progress.NONE).stream()
                    .map(Finding::toString)
                    .toList();
        }
    }

    @Test
    void aPatternWhoseFilesAreMissingIsReportedWithItsLine() throws IOException {
        write("bootstrap/bootstrap", "");
        write("neighbordb", """
                patterns:
                  - {name: good, definition: leaf, interfaces: [any: any:any]}
                  - name: bad
                    definition: ../leaf
                    config-handler: none
                    interfaces: [any: any:any]
                """);
        write("definitions/leaf", "actions: []\n");
        assertThat(findings())
                .containsExactly(
                        "neighbordb:3: pattern 'bad': its definition '../leaf' can't be a file in definitions/:"
                                + " the path of a file contains '..'",
                        "neighbordb:3: pattern 'bad': its config-handler 'none' is not a file in config-handlers/");
    }

    @Test
    void aSiteWithOnlyNexusSwitchesNeedsNoBootstrapScript() throws IOException {
        write("poap/podvars.yml", "switches: [{id: FDO1, hostname: n1}]\n");
        write("poap/templates/conf_nxv.ftl", "hostname ${hostname}\n");
        write("resources/addresses", "192.0.2.1: null\n");
        Files.createDirectories(folder.resolve("nodes"));
        Files.createDirectories(folder.resolve("bootstrap"));
        assertThat(findings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"neighbordb", "definitions/d", "nodes/JPE1/definition", "bootstrap/bootstrap.conf"})
    void aSiteThatHasEosSwitchesTooNeedsOne(String file) throws IOException {
        write("poap/podvars.yml", "switches: [{id: FDO1, hostname: n1}]\n");
        write("poap/templates/conf_nxv.ftl", "hostname ${hostname}\n");
        write(file, "actions: []\n");
        assertThat(findings()).contains(NO_SCRIPT);
    }

    @Test
    void aSiteWithoutAnythingNeedsOne() {
        assertThat(findings()).containsExactly(NO_SCRIPT);
    }
}
