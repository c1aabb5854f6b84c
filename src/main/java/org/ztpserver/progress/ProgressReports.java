package org.ztpserver.progress;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.ztpserver.core.node.NodeId;

/** Switches tell how far they are: each report is logged, and the last one of each known switch is kept. */
public final class ProgressReports {

    private static final Logger log = LoggerFactory.getLogger(ProgressReports.class);

    private final ProgressStore store;

    public ProgressReports(ProgressStore store) {
        this.store = store;
    }

    /**
     * Takes a report, of a stranger too: that it is one may be the very thing it reports.
     *
     * @return false when the server does not know the switch: the report is in the log only
     */
    public boolean report(NodeId id, ProgressReport report) {
        boolean known = store.store(id, report);
        String stranger = known ? "" : " (a switch that the server does not know)";
        if (report.status().equals("ok")) {
            log.info("{}{}: {} {}: {}", id, stranger, report.step(), report.status(), report.message());
        } else {
            log.warn("{}{}: {} {}: {}", id, stranger, report.step(), report.status(), report.message());
        }
        return known;
    }
}
