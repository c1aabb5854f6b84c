package org.ztpserver.app.standalone;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.eclipse.jetty.server.LowResourceMonitor;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * Connections alone can't use up the file descriptors that requests need for files. Surplus clients wait until a
 * connection ends, and idle connections end sooner when there are many.
 */
final class ConnectionLimit {

    /** Connections get this part of the process's descriptors. Files, databases and plugins get the others. */
    private static final int PART_FOR_CONNECTIONS = 3;

    /** While there are almost as many connections as there may be. A download that pauses counts as idle, too. */
    private static final Duration CROWDED_IDLE_TIMEOUT = Duration.ofSeconds(10);

    private ConnectionLimit() {}

    static void apply(Server server, ServerConnector connector) {
        int limit = maxConnections();
        server.addBean(new NetworkConnectionLimit(limit, connector));
        LowResourceMonitor crowd = new LowResourceMonitor(server);
        crowd.setMonitoredConnectors(List.of(connector));
        crowd.setLowResourceChecks(Set.of(crowd.new MaxConnectionsLowResourceCheck(limit / 4 * 3)));
        crowd.setLowResourcesIdleTimeout((int) CROWDED_IDLE_TIMEOUT.toMillis());
        crowd.setMaxLowResourcesTime(crowd.getPeriod()); // again and again, for those that have come since
        server.addBean(crowd);
    }

    private static int maxConnections() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? (int) Math.min(unix.getMaxFileDescriptorCount() / PART_FOR_CONNECTIONS, Integer.MAX_VALUE)
                : Integer.MAX_VALUE;
    }
}
