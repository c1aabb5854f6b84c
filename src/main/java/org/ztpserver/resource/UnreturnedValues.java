package org.ztpserver.resource;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.ztpserver.core.node.NodeId;

/**
 * The values of failed requests that could not be given back, because the disk was full or a database was gone. They are
 * given back when their source works again, unless the node has asked for them once more.
 */
final class UnreturnedValues {

    private static final Logger log = LoggerFactory.getLogger(UnreturnedValues.class);

    private final Map<NodeId, Deque<ResourceSource.Allocation>> values = new HashMap<>();

    /** Gives values back, or keeps them for later. Never throws: the fault of the request is the one to report. */
    void giveBack(NodeId id, ResourceSource.Allocation taken) {
        try {
            taken.giveBack();
        } catch (RuntimeException e) {
            log.warn(
                    "{}: {} stay taken after a failed request, and are given back when that is possible: {}",
                    id,
                    taken.values().keySet(),
                    e.getMessage());
            synchronized (values) {
                values.computeIfAbsent(id, key -> new ArrayDeque<>()).add(taken);
            }
        }
    }

    /** The nodes with such values. */
    List<NodeId> nodes() {
        synchronized (values) {
            return List.copyOf(values.keySet());
        }
    }

    /** The node uses its values now. */
    void forget(NodeId id) {
        synchronized (values) {
            values.remove(id);
        }
    }

    /** Tries again. The caller has the node for itself. */
    void giveBack(NodeId id) {
        Deque<ResourceSource.Allocation> owed;
        synchronized (values) {
            owed = values.getOrDefault(id, new ArrayDeque<>());
        }
        try {
            while (!owed.isEmpty()) {
                owed.peek().giveBack();
                log.info("{}: {} are free again", id, owed.remove().values().keySet());
            }
            forget(id);
        } catch (RuntimeException e) {
            log.debug("{}: {} stay taken", id, owed.peek(), e);
        }
    }
}
