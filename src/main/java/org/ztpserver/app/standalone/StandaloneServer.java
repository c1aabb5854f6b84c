package org.ztpserver.app.standalone;

import jakarta.servlet.ServletContextListener;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.ee10.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee10.servlet.HttpOutput;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.resource.ResourceFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.ztpserver.http.flow.DirectOutput;
import org.ztpserver.http.flow.Flow;

/** Jetty with the application in the WAR. */
public final class StandaloneServer {

    /** The attribute of the servlet context whose {@link Runnable} is run when the server begins to stop. */
    public static final String STOPPING = "org.ztpserver.stopping";

    /**
     * While the server stops, how long a client may pause between two bytes of its request. Jetty's default is one second.
     */
    private static final Duration STOP_SILENCE = Duration.ofSeconds(3);

    /**
     * The number of connections that can wait, for example after a power failure: as many as Linux allows by default.
     * Java's default is 50.
     */
    private static final int ACCEPT_QUEUE = 4_096;

    /**
     * For each connection, what the kernel keeps of an answer. Linux would take 4 MB for a client that does not read, so
     * that a thousand of them would take all memory. It takes twice what is asked
     * for.
     */
    private static final int SEND_BUFFER = 256 * 1024;

    /**
     * By default, Jetty refuses {@code /files/100%25}, because software could decode it twice. This server does not.
     */
    private static final UriCompliance PERCENT_IN_NAMES =
            UriCompliance.DEFAULT.with("percent in names", UriCompliance.Violation.AMBIGUOUS_PATH_ENCODING);

    private final Server server;
    private final ServerConnector connector;
    private final ServletContextHandler context;

    /**
     * @param war where the application finds its resources
     * @param contextPath {@code ""} for the root, else {@code /name}
     * @param application the listener in web.xml
     * @param errorPath the error page in web.xml
     * @param idleTimeout how long a connection may be silent
     * @param attributes the attributes of the servlet context
     */
    public StandaloneServer(
            Path war,
            String listenAddress,
            int port,
            String contextPath,
            Duration idleTimeout,
            ServletContextListener application,
            String errorPath,
            Map<String, Object> attributes) {
        QueuedThreadPool threads = new QueuedThreadPool();
        threads.setName("http");
        useVirtualThreads(threads);
        server = new Server(threads);
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setUriCompliance(PERCENT_IN_NAMES);
        connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost(listenAddress);
        connector.setPort(port);
        connector.setAcceptQueueSize(ACCEPT_QUEUE);
        connector.setAcceptedSendBufferSize(SEND_BUFFER);
        connector.setIdleTimeout(idleTimeout.toMillis());
        server.addConnector(connector);
        ConnectionLimit.apply(server, connector);

        // The content of web.xml in code, which avoids a second copy of the classes and the parsing.
        context = new ServletContextHandler(contextPath.isEmpty() ? "/" : contextPath);
        context.setBaseResource(ResourceFactory.of(context).newJarFileResource(war.toUri()));
        context.addEventListener(application);
        ErrorPageErrorHandler errors = new ErrorPageErrorHandler();
        errors.addErrorPage(ErrorPageErrorHandler.GLOBAL_ERROR_PAGE, errorPath);
        context.setErrorHandler(errors);
        context.getServletHandler().setDecodeAmbiguousURIs(true);
        attributes.forEach(context::setAttribute);
        DirectOutput direct = (out, bytes) -> ((HttpOutput) out).write(bytes);
        context.setAttribute(DirectOutput.ATTRIBUTE, direct);

        server.setHandler(new GracefulHandler(context));
        server.setErrorHandler(new PlainErrorHandler());
    }

    /**
     * Starts to listen.
     *
     * @throws IOException if the address or the port is not available
     * @throws RuntimeException if the application itself throws one at its start
     */
    public void start() throws IOException {
        try {
            server.start();
        } catch (Exception e) {
            LifeCycle.stop(server);
            if (e instanceof IOException io) {
                throw io;
            }
            throw e instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(e);
        }
    }

    /** All URLs of the server on the addresses of this machine. */
    public List<String> urls() {
        List<String> urls = new ArrayList<>();
        for (String host : hosts(connector.getHost())) {
            String name = host.contains(":") ? "[" + host + "]" : host;
            urls.add("http://" + name + ":" + connector.getLocalPort()
                    + (context.getContextPath().equals("/") ? "" : context.getContextPath()));
        }
        return urls;
    }

    /**
     * Accepts no new requests, lets running ones end, and returns when the server has stopped.
     *
     * @param timeout how long running requests may take
     * @return whether all requests ended in time; the others were broken off
     */
    public boolean stop(Duration timeout) {
        if (context.getAttribute(STOPPING) instanceof Runnable stopping) {
            stopping.run();
        }
        if (context.getAttribute(Flow.ATTRIBUTE) instanceof Flow flow) {
            flow.hurry(STOP_SILENCE);
        }
        server.setStopTimeout(timeout.toMillis());
        connector.setShutdownIdleTimeout(Math.min(STOP_SILENCE.toMillis(), timeout.toMillis()));
        try {
            server.stop();
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (Exception e) {
            throw e instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(e);
        }
    }

    private static List<String> hosts(String listenAddress) {
        try {
            if (!InetAddress.getByName(listenAddress).isAnyLocalAddress()) {
                return List.of(listenAddress);
            }
            boolean ipv4Only = InetAddress.getByName(listenAddress) instanceof Inet4Address;
            return NetworkInterface.networkInterfaces()
                    .flatMap(network -> network.getInterfaceAddresses().stream())
                    .map(InterfaceAddress::getAddress)
                    .filter(address -> !address.isLinkLocalAddress())
                    .filter(address -> !ipv4Only || address instanceof Inet4Address)
                    .map(InetAddress::getHostAddress)
                    .map(address -> address.replaceFirst("%.*", ""))
                    .toList();
        } catch (IOException e) {
            return List.of(listenAddress);
        }
    }

    /** On Java 21 and later, one thread per request costs nothing. The class file stays at version 17. */
    private static void useVirtualThreads(QueuedThreadPool threads) {
        try {
            Object executor =
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
            threads.setVirtualThreadsExecutor((ExecutorService) executor);
        } catch (ReflectiveOperationException e) {
            threads.setVirtualThreadsExecutor(null); // before Java 21
        }
    }
}
