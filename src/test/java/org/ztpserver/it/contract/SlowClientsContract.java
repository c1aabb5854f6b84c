package org.ztpserver.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Clients that read or send slowly, or not at all, stop nobody else: more of them than a container has threads. */
public interface SlowClientsContract extends ServerUnderTest {

    int CLIENTS = 250;

    @Test
    default void clientsThatDoNotReadAFileStopNobody() {
        BootedSwitch.site(site());
        site().write("files/image", new byte[16 << 20]);
        try (SlowClients clients = new SlowClients(base())) {
            clients.stalled(CLIENTS, SlowClients.get(base(), "/files/image"));
            BootedSwitch.boot(base(), newSerial());
        }
    }

    @Test
    default void clientsThatDoNotReadALargeAnswerStopNobody() {
        BootedSwitch.site(site());
        String id = newSerial();
        site().write("nodes/" + id + "/startup-config", new byte[400_000]);
        try (SlowClients clients = new SlowClients(base())) {
            // More than sockets take; the server has all of it in memory for as many as it works on at a time.
            clients.stalled(CLIENTS, SlowClients.get(base(), "/nodes/" + id + "/startup-config"));
            BootedSwitch.boot(base(), newSerial());
        }
    }

    @Test
    default void clientsThatStopSendingStopNobody() {
        BootedSwitch.site(site());
        try (SlowClients clients = new SlowClients(base())) {
            clients.stalled(CLIENTS, SlowClients.halfAPost(base()));
            BootedSwitch.boot(base(), newSerial());
        }
    }

    @Test
    default void aBodyThatComesInPiecesIsWhole() {
        String id = knownNode("actions: []\n");
        byte[] config = new byte[300_000];
        Arrays.fill(config, (byte) 'c');
        for (boolean chunked : new boolean[] {false, true}) {
            RawRequest put = put("/nodes/" + id + "/startup-config", config);
            (chunked ? put.chunked() : put).inPieces().send();
            assertThat(site().bytes("nodes/" + id + "/startup-config")).isEqualTo(config);
            site().remove("nodes/" + id + "/startup-config");
        }
    }
}
