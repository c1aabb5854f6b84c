package org.ztpserver.eos;

import java.util.Optional;
import org.ztpserver.core.node.NodeId;

/** The nodes that the site knows: {@code nodes/<id>/} of the data root (contract A4). */
public interface NodeFolders {

    /** The folder of a node, even an empty one. With {@code systemmac}, the case of its name does not matter. */
    Optional<NodeFolder> find(NodeId id);

    /**
     * Creates the folder of a node with its content: it appears complete or not at all.
     *
     * @return false if the node has a folder already; nothing has changed then
     */
    boolean create(NodeId id, NewNode contents);
}
