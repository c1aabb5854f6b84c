package org.ztpserver.progress;

import org.ztpserver.core.node.NodeId;

/** Keeps the last progress report of each switch. */
public interface ProgressStore {

    /** @return false if the server does not know the switch, and so keeps nothing */
    boolean store(NodeId id, ProgressReport report);
}
