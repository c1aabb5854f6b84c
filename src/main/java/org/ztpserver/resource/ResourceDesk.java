package org.ztpserver.resource;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.ztpserver.core.definition.ResourceCall;
import org.ztpserver.core.fault.FaultKind;
import org.ztpserver.core.fault.ProvisioningException;
import org.ztpserver.core.node.Node;
import org.ztpserver.core.node.NodeId;
import org.ztpserver.event.Contact;
import org.ztpserver.event.Events;
import org.ztpserver.event.Happening;

/**
 * Asks every source for its part of a request. If one fails, gives all values back, so that a failed request leaves the
 * pools unchanged (contract A5 step 5). What can't be given back at once is given back later.
 */
public final class ResourceDesk {

    private static final Logger log = LoggerFactory.getLogger(ResourceDesk.class);

    private final Events events;
    private final ResourceSource plugins;
    private final Map<String, ResourceSource> pools;

    /** The nodes whose requests are in progress. */
    private final Set<NodeId> busy = new HashSet<>();

    private final UnreturnedValues unreturned;

    /**
     * @param plugins answers every function that is not a kind of pool; asked first, because it takes nothing back
     * @param pools the pools by the function that uses them, in the order in which they are asked
     */
    public ResourceDesk(Events events, ResourceSource plugins, Map<String, ResourceSource> pools) {
        this(events, plugins, pools, System::nanoTime);
    }

    /** @param nanos a clock that only goes forward */
    ResourceDesk(Events events, ResourceSource plugins, Map<String, ResourceSource> pools, LongSupplier nanos) {
        this.unreturned = new UnreturnedValues(nanos);
        this.events = events;
        this.plugins = plugins;
        this.pools = new LinkedHashMap<>(pools);
    }

    /**
     * Obtains the values of all calls for this node, or none.
     *
     * @throws ProvisioningException (NO_VALUE) if a value is not available; the values of the other calls are free
     *     again then
     */
    public Map<ResourceCall, @Nullable Object> obtain(Contact contact, NodeId id, Node node, Set<ResourceCall> calls) {
        Map<ResourceSource, Set<ResourceCall>> parts = new LinkedHashMap<>();
        parts.put(plugins, new LinkedHashSet<>());
        pools.values().forEach(pool -> parts.put(pool, new LinkedHashSet<>()));
        calls.forEach(call -> parts.computeIfAbsent(source(call), source -> new LinkedHashSet<>())
                .add(call));
        parts.values().removeIf(Set::isEmpty);
        if (parts.isEmpty()) {
            return Map.of();
        }
        begin(id);
        Map<ResourceCall, @Nullable Object> values;
        try {
            values = obtain(contact, id, node, parts);
            unreturned.forget(id, calls);
        } finally {
            end(id);
        }
        giveBackWhatOthersOwe();
        return values;
    }

    /**
     * After a request that has succeeded, because then the sources work. Ends at the first value that can't be given
     * back: its source may have kept this request waiting, and another node's turn comes next time.
     */
    private void giveBackWhatOthersOwe() {
        boolean works = true;
        for (Iterator<NodeId> others = unreturned.due().iterator(); works && others.hasNext(); ) {
            NodeId other = others.next();
            if (tryBegin(other)) {
                try {
                    works = unreturned.giveBack(other);
                } finally {
                    end(other);
                }
            }
        }
    }

    private boolean tryBegin(NodeId id) {
        synchronized (busy) {
            return busy.add(id);
        }
    }

    /**
     * Waits until no other request of the node is in progress. Otherwise one request could report a value as the node's
     * own while the other fails and gives it back.
     */
    private void begin(NodeId id) {
        synchronized (busy) {
            while (!busy.add(id)) {
                try {
                    busy.wait();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new ProvisioningException(FaultKind.NO_VALUE, "the server is stopping");
                }
            }
        }
    }

    private void end(NodeId id) {
        synchronized (busy) {
            busy.remove(id);
            busy.notifyAll();
        }
    }

    private Map<ResourceCall, @Nullable Object> obtain(
            Contact contact, NodeId id, Node node, Map<ResourceSource, Set<ResourceCall>> parts) {
        Map<ResourceCall, @Nullable Object> values = new LinkedHashMap<>();
        Deque<ResourceSource.Allocation> given = new ArrayDeque<>();
        try {
            parts.forEach((source, part) -> {
                ResourceSource.Allocation taken = source.take(id, node, part);
                given.push(taken);
                values.putAll(taken.values());
            });
        } catch (RuntimeException | Error e) {
            given.forEach(taken -> unreturned.giveBack(id, taken));
            throw e;
        }
        values.forEach((call, value) -> log.debug("{}: {} is {}", id, call, value));
        given.descendingIterator()
                .forEachRemaining(taken -> taken.fresh()
                        .forEach(fresh -> events.tell(
                                contact, new Happening.ValueTaken(fresh.source(), fresh.owner(), fresh.value()))));
        return values;
    }

    /**
     * Checks whether a call can be answered at all.
     *
     * @throws ProvisioningException if the call can't be answered
     */
    public void check(ResourceCall call) {
        source(call).check(call);
    }

    private ResourceSource source(ResourceCall call) {
        return pools.getOrDefault(call.function(), plugins);
    }
}
