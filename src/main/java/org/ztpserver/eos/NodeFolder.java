package org.ztpserver.eos;

import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.ztpserver.core.definition.Definition;
import org.ztpserver.core.node.Node;
import org.ztpserver.core.topology.Requirements;

/**
 * A node's folder in the data root. Each call reads the file again.
 *
 * <p>A file that can't be parsed causes a {@code ProvisioningException} of kind {@code INVALID_FILE}.
 */
public interface NodeFolder {

    /** Its path below the data root, for messages: {@code nodes/<id>}. */
    String path();

    /** The node's last report of itself ({@code .node}). */
    Optional<Node> node();

    /** Writes or replaces {@code .node}. */
    void storeNode(Node node);

    /** The requirements that the node must keep meeting, from its file {@code pattern}. */
    Optional<Requirements> pattern();

    Optional<Definition> definition();

    /** The node's own attributes; empty if it has no such file. */
    Map<String, @Nullable Object> attributes();

    boolean hasDefinition();

    boolean hasStartupConfig();

    /**
     * The bytes as stored.
     *
     * @param memory is asked for as many bytes before they are read, and may refuse by an exception
     */
    Optional<byte[]> startupConfig(LongConsumer memory);

    /** @return false if it replaced one */
    boolean storeStartupConfig(byte[] bytes);
}
