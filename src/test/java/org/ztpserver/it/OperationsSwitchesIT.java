package org.ztpserver.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Switches that are provisioned again, leave for good, or are replaced. */
@TestsSections(
        page = OperatedServer.PAGE,
        sections = {"Provisioning a switch again", "Freeing values", "Replacing hardware"})
class OperationsSwitchesIT {

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    @Test
    void aSwitchThatIsGoneLeavesItsValueAndAnotherOneTakesThePlaceOfTheOld() throws Exception {
        try (OperatedServer server = OperatedServer.start(folder)) {
            for (String serial : List.of("JPE24010001", "JPE24010002")) {
                server.boot(serial);
                server.store(serial, "hostname " + serial + "\n");
            }

            server.runAll("Provisioning a switch again", "Freeing values", "Replacing hardware");

            assertThat(server.boot("JPE24019999").startupConfig()).isEqualTo("hostname JPE24010002\n");
            assertThat(server.site().text("resources/mgmt"))
                    .startsWith("192.0.2.11/24: null\n192.0.2.12/24: JPE24019999\n192.0.2.13/24: null\n");
            assertThat(server.site().list("nodes")).containsExactly("JPE24019999");
        }
    }
}
