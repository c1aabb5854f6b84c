package org.ztpserver.eos;

import java.util.Optional;
import org.ztpserver.core.node.NodeId;

/** The nodes that the site knows: {@code nodes/<id>/} of the data root (contract A4). */
public interface NodeFolders {

    /** The folder of a node, whatever is in it. Under {@code systemmac} the case of its name does not matter. */
    Optional<NodeFolder> find(NodeId id);

    /**
     * Makes the folder of a node with all that is in it: it appears whole or not at all.
     *
     * @return false when the node has a folder already; nothing has changed then
     */
    boolean create(NodeId id, NewNode contents);
}
