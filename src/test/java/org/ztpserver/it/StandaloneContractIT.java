package org.ztpserver.it;

import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.ztpserver.it.contract.HttpContract;

/** The contract, as {@code java -jar ztpserver.war} keeps it. */
class StandaloneContractIT implements HttpContract {

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private static Path temporary;

    @SuppressWarnings("NullAway.Init") // set before all
    private static ServerProcess server;

    @BeforeAll
    static void start() {
        new org.ztpserver.it.contract.SiteFiles(temporary).folder("dataroot");
        server = ServerProcess.start(temporary.resolve("dataroot"));
    }

    @AfterAll
    static void stop() {
        server.close();
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
