package org.ztpserver.resource;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.ztpserver.core.definition.ResourceCall;
import org.ztpserver.core.node.NodeId;

/**
 * The values of failed requests that could not be given back, because the disk was full or a database was gone. They are
 * given back when their source works again, unless the node has asked for them once more.
 */
final class UnreturnedValues {

    private static final Logger log = LoggerFactory.getLogger(UnreturnedValues.class);

    /** A database that is gone costs a try about ten seconds. */
    static final Duration PAUSE = Duration.ofSeconds(30);

    private final Map<NodeId, Deque<ResourceSource.Allocation>> values = new LinkedHashMap<>();
    private final LongSupplier nanos;

    /** The moment from which it may be tried again. */
    private long next;

    /** @param nanos a clock that only goes forward */
    UnreturnedValues(LongSupplier nanos) {
        this.nanos = nanos;
        this.next = nanos.getAsLong();
    }

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

    /**
     * The nodes with such values, those first that have waited longest for a try. None if somebody has asked within the
     * {@link #PAUSE}: a source that does not work would keep each request waiting.
     */
    List<NodeId> due() {
        synchronized (values) {
            long now = nanos.getAsLong();
            if (values.isEmpty() || now - next < 0) {
                return List.of();
            }
            next = now + PAUSE.toNanos();
            return List.copyOf(values.keySet());
        }
    }

    /** The node uses the values of these calls now. What it no longer asks for is still given back. */
    void forget(NodeId id, Set<ResourceCall> calls) {
        synchronized (values) {
            Deque<ResourceSource.Allocation> owed = values.get(id);
            if (owed != null) {
                Deque<ResourceSource.Allocation> others = new ArrayDeque<>();
                owed.forEach(taken -> others.add(taken.without(calls)));
                others.removeIf(taken -> taken.values().isEmpty());
                replace(id, others);
            }
        }
    }

    /**
     * Tries again. The caller has the node for itself.
     *
     * @return whether nothing is left; otherwise the node and what failed come last next time
     */
    boolean giveBack(NodeId id) {
        Deque<ResourceSource.Allocation> owed;
        synchronized (values) {
            owed = values.getOrDefault(id, new ArrayDeque<>());
        }
        try {
            while (!owed.isEmpty()) {
                owed.peek().giveBack();
                log.info("{}: {} are free again", id, owed.remove().values().keySet());
            }
        } catch (RuntimeException e) {
            log.debug("{}: {} stay taken", id, owed.peek(), e);
            owed.add(owed.remove());
        }
        synchronized (values) {
            replace(id, owed);
        }
        return owed.isEmpty();
    }

    private void replace(NodeId id, Deque<ResourceSource.Allocation> owed) {
        values.remove(id);
        if (!owed.isEmpty()) {
            values.put(id, owed);
        }
    }
}
