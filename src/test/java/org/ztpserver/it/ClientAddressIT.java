package org.ztpserver.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ztpserver.it.ProxyProcess.Recipe;
import org.ztpserver.it.contract.SiteFiles;

/** Whom the log names: a switch behind the real nginx and Apache of {@code deploy/}, and one that forges headers. */
class ClientAddressIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** Another one than the proxy's, 127.0.0.1, which alone is trusted. */
    private static final String SWITCH = "127.0.0.9";

    private static final String FORGED = "203.0.113.66";

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    @SuppressWarnings("NullAway.Init") // set before each
    private ServerProcess server;

    @BeforeEach
    void start() throws Exception {
        OrdinaryUser.open(folder, false);
        SiteFiles site = new SiteFiles(folder.resolve("dataroot"));
        site.write("bootstrap/bootstrap", "$SERVER\n");
        server = ServerProcess.on(site.path(""))
                .conf("trusted_proxies = 127.0.0.1")
                .start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @EnumSource
    void behindAProxyTheLogNamesTheSwitchWhateverItClaims(Recipe recipe) throws Exception {
        try (ProxyProcess proxy =
                ProxyProcess.start(recipe, folder.resolve(recipe.name()), folder.resolve("dataroot"), server.url())) {
            boot(proxy.http());
        }
        assertLogNamesTheSwitch();
    }

    @Test
    void withoutAProxyItIsTheOtherEndOfTheConnection() throws Exception {
        boot(server.url());
        assertLogNamesTheSwitch();
    }

    /** A fetch of the script, a refusal in HTML, one in JSON, and a file that is not there. */
    private static void boot(URI base) throws Exception {
        for (String path : List.of("/bootstrap", "/nodes/none", "/conf/none", "/files/none")) {
            Subprocess.Result result = Subprocess.run(
                    LIMIT,
                    Map.of(),
                    List.of(
                            "curl",
                            "-s",
                            "-o",
                            "/dev/null",
                            "-w",
                            "%{http_code}",
                            "--interface",
                            SWITCH,
                            "-H",
                            "X-Forwarded-For: " + FORGED,
                            "-H",
                            "Forwarded: for=" + FORGED,
                            base + path));
            assertThat(result.out()).as(path + result.err()).isIn("200", "400", "404");
        }
    }

    private void assertLogNamesTheSwitch() {
        for (String line : List.of(
                "INFO  " + SWITCH + ": node begins provisioning",
                "WARN  " + SWITCH + ": GET /nodes/none: ",
                "WARN  " + SWITCH + ": GET /conf/none: ",
                "WARN  " + SWITCH + ": GET /files/none: ")) {
            Await.await(line, () -> server.log().stream().anyMatch(logged -> logged.contains(line)));
        }
        assertThat(server.log()).noneMatch(line -> line.contains(FORGED));
    }
}
