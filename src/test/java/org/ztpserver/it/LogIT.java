package org.ztpserver.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ztpserver.it.contract.RawRequest;
import org.ztpserver.it.contract.SiteFiles;

/** The log of the process: it stops nobody, and one fault does not fill it. */
@Timeout(120)
class LogIT {

    /** Their lines are several times as long as what a pipe takes. */
    private static final int MANY = 2_000;

    private static final int REPEATED = 50;

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path temporary;

    private SiteFiles site() {
        return new SiteFiles(temporary.resolve("dataroot"));
    }

    @BeforeEach
    void letEverybodyIn() throws Exception {
        OrdinaryUser.open(temporary, false);
        OrdinaryUser.open(temporary.resolve("dataroot"), true);
    }

    @Test
    void logThatNobodyReadsStopsNeitherRequestsNorTheEnd() throws Exception {
        site().write("bootstrap/bootstrap", "# without the address of the server, which the log warns of\n");
        try (ServerProcess server = ServerProcess.start(temporary.resolve("dataroot"))) {
            URI url = server.url();
            server.stopReading();
            for (int i = 0; i < MANY; i++) {
                RawRequest.of("GET", url, "/bootstrap").send().is(200, "text/x-python");
            }
            server.sigterm();

            assertThat(server.process().waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(server.process().exitValue()).isZero();
        }
    }

    @Test
    void faultOfManyRequestsHasOneStackTraceAndACount() throws Exception {
        Path secret = site().write("files/secret", "x");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("---------"));
        if (OrdinaryUser.needed()) {
            Files.setAttribute(secret, "unix:uid", 0);
        }
        try (ServerProcess server = ServerProcess.on(temporary.resolve("dataroot"))
                .asOrdinaryUser(temporary, OrdinaryUser.war(temporary))
                .start()) {
            Set<String> sentences = new HashSet<>();
            for (int i = 0; i < REPEATED; i++) {
                sentences.add(RawRequest.of("GET", server.url(), "/files/secret")
                        .send()
                        .sentence(500));
            }
            assertThat(server.terminate()).isZero();

            assertThat(sentences).hasSize(1);
            String id = sentences.iterator().next().replaceFirst(".* ", "");
            server.awaitLog("GET /files/secret failed, error id " + id + " ... and " + (REPEATED - 1)
                    + " more times for the same cause within 60 s");
            assertThat(server.log())
                    .filteredOn(line -> line.startsWith("java.io.UncheckedIOException"))
                    .hasSize(1);
        }
    }
}
