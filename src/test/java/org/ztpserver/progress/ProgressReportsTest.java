package org.ztpserver.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ztpserver.core.node.NodeId;
import org.ztpserver.eos.InMemoryNodes;
import org.ztpserver.event.Contact;
import org.ztpserver.event.Happening;
import org.ztpserver.event.RecordedEvents;

class ProgressReportsTest {

    private static final NodeId S1 = NodeId.parse("S1");
    private static final ProgressReport BEGUN =
            new ProgressReport("image", "ok", "begun", Instant.parse("2026-01-01T00:00:00Z"));
    private static final ProgressReport FAILED =
            new ProgressReport("image", "failed", "no room", Instant.parse("2026-01-01T00:01:00Z"));

    private final InMemoryNodes nodes = new InMemoryNodes();
    private final RecordedEvents events = new RecordedEvents();
    private final Contact contact = new Contact("192.0.2.1");
    private final ProgressReports reports = new ProgressReports(nodes, events.events());

    @AfterEach
    void close() {
        contact.close();
        events.close();
    }

    @Test
    void everyReportOfAKnownSwitchIsToldAndTheLastOneIsKept() {
        nodes.add("S1");

        assertThat(reports.report(contact, S1, BEGUN)).isTrue();
        assertThat(reports.report(contact, S1, FAILED)).isTrue();

        assertThat(nodes.get("S1").progress()).contains(FAILED);
        assertThat(contact.node()).contains("S1");
        assertThat(events.heard())
                .containsExactly(
                        new Happening.ProgressReported("image", "ok", "begun", true),
                        new Happening.ProgressReported("image", "failed", "no room", true));
    }

    @Test
    void aReportOfAStrangerIsToldAndNotKept() {
        assertThat(reports.report(contact, S1, FAILED)).isFalse();

        assertThat(nodes.isEmpty()).isTrue();
        assertThat(contact.node()).contains("S1");
        assertThat(events.heard()).containsExactly(new Happening.ProgressReported("image", "failed", "no room", false));
    }
}
