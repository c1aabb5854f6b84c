package org.ztpserver.resource;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ztpserver.core.definition.ResourceCall;
import org.ztpserver.core.fault.FaultKind;
import org.ztpserver.core.fault.ProvisioningException;
import org.ztpserver.core.node.Node;
import org.ztpserver.core.node.NodeId;
import org.ztpserver.event.Events;

/** The answers to calls, all known before; the first node that asks for a value has it from then on. */
public final class FixedValues implements ResourceSource {

    private final Map<ResourceCall, Object> values = new HashMap<>();
    private final Set<ResourceCall> taken = new HashSet<>();
    private final List<ResourceCall> asked = new ArrayList<>();

    /** @param call {@code allocate('p')} */
    public FixedValues with(String call, Object value) {
        values.put(ResourceCall.parse(call).orElseThrow(), value);
        return this;
    }

    /** A desk where these are the only values. */
    public ResourceDesk desk(Events events) {
        return new ResourceDesk(events, this, Map.of());
    }

    /** Every call that was asked, in their order. */
    public List<String> asked() {
        return asked.stream().map(ResourceCall::toString).toList();
    }

    /** Whether a node has this value now. */
    public boolean isTaken(String call) {
        return taken.contains(ResourceCall.parse(call).orElseThrow());
    }

    @Override
    public Allocation take(NodeId id, Node node, Set<ResourceCall> calls) {
        asked.addAll(calls);
        calls.forEach(this::check);
        Map<ResourceCall, @Nullable Object> answers = new LinkedHashMap<>();
        List<Fresh> fresh = new ArrayList<>();
        List<ResourceCall> added = new ArrayList<>();
        for (ResourceCall call : calls) {
            Object value = values.get(call);
            answers.put(call, value);
            if (taken.add(call)) {
                added.add(call);
                fresh.add(new Fresh("pool " + call.argument(), id.value(), value));
            }
        }
        return new Allocation(answers, fresh, kept -> added.forEach(taken::remove));
    }

    @Override
    public void check(ResourceCall call) {
        if (!values.containsKey(call)) {
            throw new ProvisioningException(FaultKind.NO_VALUE, "nobody answers " + call);
        }
    }
}
