package org.ztpserver.it.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.ztpserver.it.contract.HttpContract;
import org.ztpserver.it.contract.PercentContract;

/** The contract, in a container as an operator installs it; its distribution is named in the build. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class InstalledContainer implements HttpContract, PercentContract {

    private final Installation installation;
    private final String distribution;
    private final String configuration;

    @SuppressWarnings("NullAway.Init") // set before all
    private ContainerProcess container;

    /**
     * @param distribution the property that says where it is unpacked
     * @param configuration where the server's own is, as its path ends
     */
    InstalledContainer(Installation installation, String distribution, String configuration) {
        this.installation = installation;
        this.distribution = distribution;
        this.configuration = configuration;
    }

    @BeforeAll
    void start(@TempDir Path folder) {
        container = installation.start(path(distribution), folder, path("ztpserver.war"));
    }

    private static Path path(String property) {
        return Path.of(Objects.requireNonNull(System.getProperty(property), "run by the build"));
    }

    @AfterAll
    void sigtermEndsItWithAStatusThatTheUnitTakesForSuccess() throws Exception {
        int status = end(container);
        assertThat(installation.succeeds(status)).as("exit status " + status).isTrue();
    }

    /** Ends it, and returns its exit status. */
    int end(ContainerProcess running) throws Exception {
        return running.stop();
    }

    @Override
    public URI base() {
        return container.url();
    }

    @Override
    public Path dataRoot() {
        return container.dataRoot();
    }

    String log() throws IOException {
        return container.log();
    }

    @Test
    void theLogIsOnStandardOutputAndNamesTheConfigurationAndTheDataRoot() throws IOException {
        assertThat(log())
                .containsPattern("Using configuration /.*" + configuration + "\n")
                .contains("starter site in " + dataRoot());
    }

    static boolean virtualThreads() {
        return Runtime.version().feature() >= 21;
    }
}
