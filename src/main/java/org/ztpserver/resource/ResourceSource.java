package org.ztpserver.resource;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ztpserver.core.definition.ResourceCall;
import org.ztpserver.core.fault.ProvisioningException;
import org.ztpserver.core.node.Node;
import org.ztpserver.core.node.NodeId;

/** One kind of pool, or the plugins. */
public interface ResourceSource {

    /**
     * The value of every call, for this node: all of them, or none.
     *
     * @throws ProvisioningException (NO_VALUE) when one can't be had; nothing has changed then
     */
    Allocation take(NodeId id, Node node, Set<ResourceCall> calls);

    /**
     * Looks whether a call can be answered at all: whether what it names is there and in order.
     *
     * @throws ProvisioningException when it can't
     */
    void check(ResourceCall call);

    /**
     * Values that a source has given.
     *
     * @param fresh those of them that were free before
     * @param release what {@link #giveBack} does
     */
    record Allocation(Map<ResourceCall, @Nullable Object> values, List<Fresh> fresh, Runnable release) {

        /** Values of a source that has nothing to give back. */
        public static Allocation of(Map<ResourceCall, @Nullable Object> values) {
            return new Allocation(values, List.of(), () -> {});
        }

        /** Makes free what was free before; what the node had before stays its own. */
        public void giveBack() {
            release.run();
        }
    }

    /**
     * A value that was free.
     *
     * @param source what it comes from: {@code pool mgmt}
     * @param owner the node's name there
     */
    record Fresh(String source, String owner, @Nullable Object value) {}
}
