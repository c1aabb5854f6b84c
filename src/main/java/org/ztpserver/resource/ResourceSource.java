package org.ztpserver.resource;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ztpserver.core.definition.ResourceCall;
import org.ztpserver.core.fault.ProvisioningException;
import org.ztpserver.core.node.Node;
import org.ztpserver.core.node.NodeId;

/** A kind of pool, or the plugins. */
public interface ResourceSource {

    /**
     * Takes the values of all calls for this node, or none.
     *
     * @throws ProvisioningException (NO_VALUE) if a value is not available; nothing has changed then
     */
    Allocation take(NodeId id, Node node, Set<ResourceCall> calls);

    /**
     * Checks whether a call can be answered at all: its pool or program must exist and be valid.
     *
     * @throws ProvisioningException if the call can't be answered
     */
    void check(ResourceCall call);

    /**
     * Values that a source has handed out.
     *
     * @param fresh the values that were free before
     * @param release the work of {@link #giveBack}
     */
    record Allocation(Map<ResourceCall, @Nullable Object> values, List<Fresh> fresh, Release release) {

        /** Values of a source that takes nothing back. */
        public static Allocation of(Map<ResourceCall, @Nullable Object> values) {
            return new Allocation(values, List.of(), kept -> {});
        }

        /** Frees the values that were free before. The node keeps its earlier values. */
        public void giveBack() {
            release.except(Set.of());
        }

        /** What remains to be given back if the node keeps the values of these calls. */
        public Allocation without(Set<ResourceCall> kept) {
            Map<ResourceCall, @Nullable Object> others = new LinkedHashMap<>(values);
            others.keySet().removeAll(kept);
            return new Allocation(others, fresh, more -> {
                Set<ResourceCall> all = new HashSet<>(kept);
                all.addAll(more);
                release.except(all);
            });
        }
    }

    /** Frees values that were free before. */
    interface Release {

        /** @param kept the calls whose values the node uses now */
        void except(Set<ResourceCall> kept);
    }

    /**
     * A value that was free.
     *
     * @param source the source of the value: {@code pool mgmt}
     * @param owner the node as the source names it
     */
    record Fresh(String source, String owner, @Nullable Object value) {}
}
