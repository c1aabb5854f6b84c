package org.ztpserver.provisioning;

import org.ztpserver.core.node.NodeId;

/** What the site does when a switch has stored its startup-config (contract A7). */
public interface ConfigHandlers {

    /**
     * Has the node's config-handler run, if it has one, and does not wait for it: its failure concerns the log only. Runs
     * for one node come one after the other.
     */
    void run(NodeId id, NodeFolder folder);
}
