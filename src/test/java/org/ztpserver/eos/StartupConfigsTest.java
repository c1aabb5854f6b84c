package org.ztpserver.eos;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.ztpserver.core.fault.Faults.assertThatFault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ztpserver.core.fault.FaultKind;
import org.ztpserver.core.fault.ProvisioningException;
import org.ztpserver.core.node.NodeId;
import org.ztpserver.event.Contact;
import org.ztpserver.event.Happening;
import org.ztpserver.event.RecordedEvents;
import org.ztpserver.program.ConfigHandlers;
import org.ztpserver.program.ProgramLimits;
import org.ztpserver.site.DataRoot;

@Timeout(30)
class StartupConfigsTest {

    private final AtomicLong memory = new AtomicLong();

    private static final NodeId S1 = NodeId.parse("S1");

    /** Where config-handlers are; the configurations themselves are in memory. */
    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    @SuppressWarnings("NullAway.Init") // set before each
    private ConfigHandlers handlers;

    private final InMemoryNodes nodes = new InMemoryNodes();
    private final RecordedEvents events = new RecordedEvents();
    private final Contact contact = new Contact("192.0.2.1");

    @BeforeEach
    void open() {
        handlers = new ConfigHandlers(new DataRoot(folder), new ProgramLimits(Duration.ofSeconds(20), 1 << 20), 1);
    }

    @AfterEach
    void close() {
        contact.close();
        events.close();
        handlers.close();
    }

    @Test
    void theBytesAreKeptAsTheyCome() {
        nodes.add("S1");
        byte[] config = "hostname a\r\n! caf\u00e9 \0".getBytes(ISO_8859_1);

        assertThat(configs().put(contact, S1, config)).as("the first one").isTrue();
        assertThat(configs().get(contact, S1, memory::addAndGet)).isEqualTo(config);
        assertThat(configs().put(contact, S1, new byte[0])).as("the first one").isFalse();
        assertThat(configs().get(contact, S1, memory::addAndGet)).isEmpty();

        assertThat(contact.node()).contains("S1");
        assertThat(events.heard())
                .containsExactly(
                        new Happening.ConfigStored("nodes/S1", config.length),
                        new Happening.ConfigServed(config.length),
                        new Happening.ConfigStored("nodes/S1", 0),
                        new Happening.ConfigServed(0));
        assertThat(memory).as("bytes asked for").hasValue(config.length);
    }

    @Test
    void aConfigForWhichThereIsNoMemoryIsNotRead() {
        nodes.add("S1").withStartupConfig("hostname x\n");
        LongConsumer full = bytes -> {
            throw new ProvisioningException(FaultKind.UNAVAILABLE, "no room for " + bytes + " bytes");
        };

        assertThatFault(FaultKind.UNAVAILABLE)
                .isThrownBy(() -> configs().get(contact, S1, full))
                .withMessage("no room for 11 bytes");
        assertThat(events.heard()).isEmpty();
    }

    @Test
    void theConfigHandlerOfTheNodeRuns() throws IOException {
        nodes.add("S1");
        Path handler = Files.createDirectories(folder.resolve("nodes/S1")).resolve("config-handler");
        Files.writeString(handler, "#!/bin/sh\necho \"$1\" > unfinished\nmv unfinished ran\n");
        assertThat(handler.toFile().setExecutable(true)).isTrue();

        configs().put(contact, S1, "hostname x\n".getBytes(UTF_8));

        Path ran = folder.resolve("nodes/S1/ran");
        while (!Files.exists(ran)) {
            LockSupport.parkNanos(1_000_000);
        }
        assertThat(ran).hasContent("S1\n");
    }

    @Test
    void aNodeThatTheServerDoesNotKnowHandsNothingIn() {
        assertThatFault(FaultKind.MISSING_FILE)
                .isThrownBy(() -> configs().put(contact, S1, new byte[] {'a'}))
                .withMessage("node S1 is unknown: it must register first");

        assertThat(nodes.isEmpty()).isTrue();
        assertThat(contact.node()).contains("S1");
        assertThat(events.heard()).isEmpty();
    }

    @Test
    void aNodeThatTheServerDoesNotKnowGetsNothing() {
        assertThatFault(FaultKind.NOT_PROVISIONED)
                .isThrownBy(() -> configs().get(contact, S1, memory::addAndGet))
                .withMessage("node S1 is unknown");
        assertThat(events.heard()).isEmpty();
    }

    @Test
    void aNodeWithoutAStartupConfigGetsNothing() {
        nodes.add("S1");

        assertThatFault(FaultKind.NOT_PROVISIONED)
                .isThrownBy(() -> configs().get(contact, S1, memory::addAndGet))
                .withMessage("nodes/S1 has no startup-config");
        assertThat(events.heard()).isEmpty();
    }

    private StartupConfigs configs() {
        return new StartupConfigs(nodes, handlers, events.events());
    }
}
