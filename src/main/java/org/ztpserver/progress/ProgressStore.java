package org.ztpserver.progress;

import org.ztpserver.core.node.NodeId;

/** Keeps the last progress report of each switch. */
public interface ProgressStore {

    /** @return false when the server does not know the switch: nothing is kept of strangers */
    boolean store(NodeId id, ProgressReport report);
}
