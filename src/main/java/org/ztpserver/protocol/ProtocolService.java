package org.ztpserver.protocol;

import jakarta.servlet.http.HttpServlet;
import java.util.Map;
import java.util.Set;
import org.ztpserver.core.fault.Findings;
import org.ztpserver.core.site.Progress;

/** A protocol's part of a server: its resources and servlets, and its checks of the site. */
public interface ProtocolService extends AutoCloseable {

    /** Its JAX-RS resources. */
    Set<Object> resources();

    /** Its servlets by URL pattern: {@code /actions/*}. */
    Map<String, HttpServlet> servlets();

    /**
     * The largest body that a path of this protocol accepts, in bytes. It is taken in before the door sees the request;
     * of a larger one, the door sees that it is too large.
     *
     * @param path below the context path, decoded
     * @return 0 for a path of another protocol
     */
    int bodyLimit(String path);

    /** Whether the site has any files for its switches. */
    boolean inUse();

    /** Checks all files that its switches depend on, for {@code --validate-config}. */
    void check(Findings findings, Progress progress);

    /** Does the necessary work on disk before the first request. */
    void start();

    /** The server stops: what runs may end, and nothing more begins. {@link #close} follows. */
    void stopping();

    @Override
    void close();
}
