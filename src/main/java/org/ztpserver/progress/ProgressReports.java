package org.ztpserver.progress;

import org.ztpserver.core.node.NodeId;
import org.ztpserver.event.Contact;
import org.ztpserver.event.Events;
import org.ztpserver.event.Happening;

/** Switches tell how far they are: each report is told, and the last one of each known switch is kept. */
public final class ProgressReports {

    private final ProgressStore store;
    private final Events events;

    public ProgressReports(ProgressStore store, Events events) {
        this.events = events;
        this.store = store;
    }

    /**
     * Takes a report, of a stranger too: that it is one may be the very thing it reports.
     *
     * @return false when the server does not know the switch: the report is not kept
     */
    public boolean report(Contact contact, NodeId id, ProgressReport report) {
        boolean known = store.store(id, report);
        contact.identify(id);
        events.tell(contact, new Happening.ProgressReported(report.step(), report.status(), report.message(), known));
        return known;
    }
}
