package org.ztpserver.provisioning;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ztpserver.core.definition.ResourceCall;
import org.ztpserver.core.node.Node;
import org.ztpserver.core.node.NodeId;

/** Where the values come from that a definition asks of pools and plugins (contract A7). */
public interface Resources {

    /**
     * The value of every call, for this node: all of them, or none.
     *
     * @throws ResourceException when one can't be had; what the others would have taken is free again then
     */
    Map<ResourceCall, @Nullable Object> obtain(NodeId id, Node node, Set<ResourceCall> calls);
}
