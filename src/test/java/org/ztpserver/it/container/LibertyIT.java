package org.ztpserver.it.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermission;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ztpserver.it.Await;
import org.ztpserver.it.contract.HttpAnswer;
import org.ztpserver.it.contract.RawRequest;

/** Open Liberty, with {@code deploy/liberty} as its server. */
class LibertyIT extends InstalledContainer {

    LibertyIT() {
        super(Installation.LIBERTY, "liberty.home", "/liberty/servers/ztpserver/ztpserver\\.conf");
    }

    @Override
    int end(ContainerProcess running) throws Exception {
        return LastDownload.whileStopping(running);
    }

    @Test
    void theServersOwnLinesAreInTheLogAsTheyAre() throws IOException {
        assertThat(log().lines().toList())
                .anyMatch(line -> line.matches("[0-9-]+T[0-9:.]+(Z|[+-][0-9:]+) INFO  ztpserver .* starts"));
    }

    @Test
    void whatTheServerWritesMayBeReadByDnsmasqAndNginx() throws IOException {
        assertThat(Files.getPosixFilePermissions(dataRoot())).contains(PosixFilePermission.OTHERS_EXECUTE);
    }

    @Test
    void noAnswerSaysWhatServerThisIs() {
        HttpAnswer answer = RawRequest.ofTarget("GET", base(), "/").send();
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("Server")).isNull();
        assertThat(answer.header("X-Powered-By")).isNull();
        assertThat(answer.text()).doesNotContainIgnoringCase("liberty");
    }

    /** They would say what the scheme is and who asks. */
    @ParameterizedTest
    @ValueSource(strings = {"$WSSC: https", "$WSRA: 192.0.2.9"})
    void headersOfLibertysOwnProxyAreNotBelieved(String header) {
        String[] parts = header.split(": ", 2);
        String id = newSerial();
        site().write("nodes/" + id + "/definition", "actions: []\n");
        assertThat(postNode(id)
                        .header(parts[0], parts[1])
                        .send()
                        .is(409, "text/html")
                        .need("Location"))
                .isEqualTo(base() + "/nodes/" + id);
        String line = "127.0.0.1: node ID is " + id;
        Await.await(line, () -> logHas(line));
    }

    private boolean logHas(String line) {
        try {
            return log().contains(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
