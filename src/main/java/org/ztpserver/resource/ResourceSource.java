package org.ztpserver.resource;

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
     * @param release what {@link #giveBack} does
     */
    record Allocation(Map<ResourceCall, @Nullable Object> values, Runnable release) {

        /** Makes free what was free before; what the node had before stays its own. */
        public void giveBack() {
            release.run();
        }
    }
}
