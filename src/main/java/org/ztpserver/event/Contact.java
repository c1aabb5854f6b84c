package org.ztpserver.event;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.ztpserver.core.node.NodeId;

/**
 * The client of a request: its address, and its node as soon as that is known. Between {@link #open} and {@link
 * #close}, log lines of the same thread have both, under the keys {@value #ADDRESS} and {@value #NODE}.
 */
public final class Contact {

    static final String ADDRESS = "address";
    static final String NODE = "node";

    private final String address;
    private @Nullable String node;

    /** @param address the address of the client, from {@code http.ClientAddress} */
    public Contact(String address) {
        this.address = address;
    }

    /** Adds the client to the log lines of this thread, until {@link #close}. */
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

    /** Sets the node. Must be called between {@link #open} and {@link #close}. */
    public void identify(NodeId id) {
        node = id.value();
        MDC.put(NODE, id.value());
    }

    /** Ends the request on this thread. */
    public void close() {
        MDC.remove(ADDRESS);
        MDC.remove(NODE);
    }
}
