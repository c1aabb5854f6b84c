package org.ztpserver.it.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.ztpserver.it.contract.HttpAnswer;
import org.ztpserver.it.contract.RawRequest;

/** WildFly, set up by {@code deploy/wildfly}. */
class WildFlyIT extends InstalledContainer {

    WildFlyIT() {
        super(Installation.WILDFLY, "wildfly.home", "/wildfly/ztpserver\\.conf");
    }

    /** When it has ended, the log is whole. */
    @Override
    int end(ContainerProcess running) throws Exception {
        int status = LastDownload.whileStopping(running);
        assertThat(log())
                .contains("WFLYSRV0025") // started, without errors
                .doesNotContain("WFLYSRV0273") // what the WAR is to be kept from is not there
                .doesNotContain("WFLYSRV0060"); // a port for its management
        return status;
    }

    @Test
    void theServersOwnLinesAreInTheLogAsTheyAre() throws IOException {
        assertThat(log().lines().toList())
                .anyMatch(line -> line.matches("[0-9-]+T[0-9:.]+(Z|[+-][0-9:]+) INFO  ztpserver .* starts"));
    }

    @Test
    void noAnswerSaysWhatServerThisIs() {
        HttpAnswer answer = RawRequest.ofTarget("GET", base(), "/").send();
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("Server")).isNull();
        assertThat(answer.header("X-Powered-By")).isNull();
        assertThat(answer.text()).doesNotContainIgnoringCase("wildfly").doesNotContainIgnoringCase("undertow");
    }
}
