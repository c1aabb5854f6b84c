package org.ztpserver.it;

import static org.ztpserver.it.Await.await;

import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ztpserver.it.contract.DefinitionDecisions;
import org.ztpserver.it.contract.HttpContract;
import org.ztpserver.it.contract.PercentContract;
import org.ztpserver.it.contract.RegistrationDecisions;
import org.ztpserver.it.contract.SiteFiles;

/** The contract, as {@code java -jar ztpserver.war} keeps it, and what the server decides by itself. */
class StandaloneContractIT implements HttpContract, PercentContract, RegistrationDecisions, DefinitionDecisions {

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private static Path temporary;

    @SuppressWarnings("NullAway.Init") // set before all
    private static ServerProcess server;

    @BeforeAll
    static void start() {
        new SiteFiles(temporary).folder("dataroot");
        server = ServerProcess.start(temporary.resolve("dataroot"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void theLogHasTheFaultThatAnIdInAnAnswerStandsFor() {
        String id = faultId();
        await(
                "the fault in the log",
                () -> String.join("\n", server.log())
                        .matches("(?s).*ERROR.*" + id + ".*\\tat ztpserver//org\\.ztpserver.*"));
    }

    @Override
    public URI base() {
        return server.url();
    }

    @Override
    public Path dataRoot() {
        return temporary.resolve("dataroot");
    }
}
