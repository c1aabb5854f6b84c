package org.ztpserver.event;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.ztpserver.core.node.NodeId;

/**
 * A request of a client: where it comes from, and which node it is, as soon as that is known. Between {@link #open} and
 * {@link #close}, lines of the log from the same thread have both, under the keys {@value #ADDRESS} and {@value #NODE}.
 */
public final class Contact {

    static final String ADDRESS = "address";
    static final String NODE = "node";

    private final String address;
    private @Nullable String node;

    /** @param address of the client, as {@code http.ClientAddress} has it */
    public Contact(String address) {
        this.address = address;
    }

    /** Has lines of the log from this thread name the client, until {@link #close}. */
    public void open() {
        MDC.put(ADDRESS, address);
        node().ifPresent(id -> MDC.put(NODE, id));
    }

    public String address() {
        return address;
    }

    /** The identifier or serial number. */
    public Optional<String> node() {
        return Optional.ofNullable(node);
    }

    /** Says which node it is; to be called between {@link #open} and {@link #close}. */
    public void identify(NodeId id) {
        node = id.value();
        MDC.put(NODE, id.value());
    }

    /** The thread goes on with something else. */
    public void close() {
        MDC.remove(ADDRESS);
        MDC.remove(NODE);
    }
}
