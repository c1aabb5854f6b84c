package org.ztpserver.progress;

import org.ztpserver.core.node.NodeId;
import org.ztpserver.event.Contact;
import org.ztpserver.event.Events;
import org.ztpserver.event.Happening;

/** Accepts the progress reports of switches, and keeps the last one of each known switch. */
public final class ProgressReports {

    private final ProgressStore store;
    private final Events events;

    public ProgressReports(ProgressStore store, Events events) {
        this.events = events;
        this.store = store;
    }

    /**
     * Accepts a report, also from an unknown switch: that it is unknown may be the very reason of the report.
     *
     * @return false if the server does not know the switch, and so does not keep the report
     */
    public boolean report(Contact contact, NodeId id, ProgressReport report) {
        boolean known = store.store(id, report);
        contact.identify(id);
        events.tell(contact, new Happening.ProgressReported(report.step(), report.status(), report.message(), known));
        return known;
    }
}
