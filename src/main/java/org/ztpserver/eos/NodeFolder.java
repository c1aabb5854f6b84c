package org.ztpserver.eos;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ztpserver.core.definition.Definition;
import org.ztpserver.core.node.Node;
import org.ztpserver.core.topology.Requirements;

/**
 * What the data root holds of one node, read at every call.
 *
 * <p>A file that is there and can't be understood is a {@code ProvisioningException} of kind {@code INVALID_FILE}.
 */
public interface NodeFolder {

    /** Its path below the data root, for messages: {@code nodes/<id>}. */
    String path();

    /** What the node last said of itself ({@code .node}). */
    Optional<Node> node();

    /** Writes or replaces {@code .node}. */
    void storeNode(Node node);

    /** What the node must go on to be, from its file {@code pattern}. */
    Optional<Requirements> pattern();

    Optional<Definition> definition();

    /** The node's own attributes; none when it has no such file. */
    Map<String, @Nullable Object> attributes();

    boolean hasDefinition();

    boolean hasStartupConfig();

    /** The bytes as stored. */
    Optional<byte[]> startupConfig();

    /** @return false when it replaced one */
    boolean storeStartupConfig(byte[] bytes);
}
