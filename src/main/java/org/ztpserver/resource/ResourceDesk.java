package org.ztpserver.resource;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
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
 * Asks every source for its part of a request, and gives all back when one of them fails: a request that fails leaves the
 * pools as they were (contract A5 step 5).
 */
public final class ResourceDesk {

    private static final Logger log = LoggerFactory.getLogger(ResourceDesk.class);

    private final Events events;
    private final ResourceSource plugins;
    private final Map<String, ResourceSource> pools;

    /** The nodes whose requests are being answered. */
    private final Set<NodeId> busy = new HashSet<>();

    /**
     * @param plugins answers every function that is no kind of pool; asked first, as it has nothing to give back
     * @param pools by the function that asks for their values, in the order in which they are asked
     */
    public ResourceDesk(Events events, ResourceSource plugins, Map<String, ResourceSource> pools) {
        this.events = events;
        this.plugins = plugins;
        this.pools = new LinkedHashMap<>(pools);
    }

    /**
     * The value of every call, for this node: all of them, or none.
     *
     * @throws ProvisioningException (NO_VALUE) when one can't be had; what the others would have taken is free again then
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
        try {
            return obtain(contact, id, node, parts);
        } finally {
            end(id);
        }
    }

    /**
     * Waits until no other request of the node is being answered: what one of them gives back when it fails, the other
     * would have been told is the node's own.
     */
    private void begin(NodeId id) {
        synchronized (busy) {
            while (!busy.add(id)) {
                try {
                    busy.wait();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new ProvisioningException(FaultKind.NO_VALUE, "the server stops");
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
        } catch (RuntimeException e) {
            given.forEach(taken -> giveBack(id, taken));
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
     * Looks whether a call can be answered at all.
     *
     * @throws ProvisioningException when it can't
     */
    public void check(ResourceCall call) {
        source(call).check(call);
    }

    private ResourceSource source(ResourceCall call) {
        return pools.getOrDefault(call.function(), plugins);
    }

    /** The first fault is the one to report; what can't be given back stays the node's own, and is not lost. */
    private static void giveBack(NodeId id, ResourceSource.Allocation taken) {
        try {
            taken.giveBack();
        } catch (RuntimeException e) {
            log.error(
                    "{}: {} stay taken after a failed request",
                    id,
                    taken.values().keySet(),
                    e);
        }
    }
}
