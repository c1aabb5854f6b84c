package org.ztpserver.protocol;

import jakarta.servlet.http.HttpServlet;
import java.util.Map;
import java.util.Set;
import org.ztpserver.core.fault.Findings;

/** A protocol's part of one server: its doors, and its view of the site. */
public interface ProtocolService extends AutoCloseable {

    /** Its JAX-RS resources. */
    Set<Object> resources();

    /** What it serves without JAX-RS, by URL pattern: {@code /actions/*}. */
    Map<String, HttpServlet> servlets();

    /** Whether the site has anything for its switches. */
    boolean inUse();

    /** Looks at all files that its switches depend on, for {@code --validate-config}. */
    void check(Findings findings);

    /** Does what has to be done on disk before the first request. */
    void start();

    @Override
    void close();
}
