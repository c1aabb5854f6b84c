package org.ztpserver.it.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.ztpserver.it.contract.HttpAnswer;
import org.ztpserver.it.contract.RawRequest;

/** Jetty 12, with {@code deploy/jetty}. */
class JettyIT extends InstalledContainer {

    JettyIT() {
        super(Installation.JETTY, "jetty.home", "/jetty/etc/ztpserver\\.conf");
    }

    @Override
    int end(ContainerProcess running) throws Exception {
        return LastDownload.whileStopping(running);
    }

    @Test
    void virtualThreadsAreUsedWhereJavaHasThem() throws IOException {
        assertThat(log().contains("Virtual threads enabled")).isEqualTo(virtualThreads());
    }

    @Test
    void noAnswerSaysWhatServerThisIsOrWhatItServes() {
        HttpAnswer answer = RawRequest.ofTarget("GET", base(), "/").send();
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("Server")).isNull();
        assertThat(answer.text()).doesNotContainIgnoringCase("jetty").doesNotContain("ztpserver");
    }
}
