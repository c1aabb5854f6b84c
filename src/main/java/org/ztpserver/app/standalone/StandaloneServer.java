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
import org.eclipse.jetty.ee10.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Jetty with the application of the unpacked WAR in it. */
public final class StandaloneServer {

    /** Running requests get this long to end after SIGTERM. */
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(4);

    /** A client that sends its request gets this long of them between two bytes; Jetty would give a second. */
    private static final Duration STOP_SILENCE = Duration.ofSeconds(3);

    /** Connections that wait to be accepted: a site whose power comes back. Java has room for 50, and Linux resets more. */
    private static final int ACCEPT_QUEUE = 1_024;

    private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(60);

    /** Jetty would refuse {@code /files/100%25}, lest somebody decode it twice; here nobody does. */
    private static final UriCompliance PERCENT_IN_NAMES =
            UriCompliance.DEFAULT.with("percent in names", UriCompliance.Violation.AMBIGUOUS_PATH_ENCODING);

    private final Server server;
    private final ServerConnector connector;
    private final ServletContextHandler context;

    /**
     * @param unpackedWar the folder with {@code WEB-INF} in it
     * @param contextPath {@code ""} for the root, else {@code /name}
     * @param application what web.xml names as the listener
     * @param errorPath what web.xml names as the error page
     * @param attributes what the application finds in its servlet context
     */
    public StandaloneServer(
            Path unpackedWar,
            String listenAddress,
            int port,
            String contextPath,
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
        connector.setIdleTimeout(IDLE_TIMEOUT.toMillis());
        connector.setShutdownIdleTimeout(STOP_SILENCE.toMillis());
        server.addConnector(connector);

        // What web.xml says to a container, said here directly: there is no second copy of the classes, and no parsing.
        context = new ServletContextHandler(contextPath.isEmpty() ? "/" : contextPath);
        context.setBaseResourceAsPath(unpackedWar);
        context.addEventListener(application);
        ErrorPageErrorHandler errors = new ErrorPageErrorHandler();
        errors.addErrorPage(ErrorPageErrorHandler.GLOBAL_ERROR_PAGE, errorPath);
        context.setErrorHandler(errors);
        context.getServletHandler().setDecodeAmbiguousURIs(true);
        attributes.forEach(context::setAttribute);

        server.setHandler(new GracefulHandler(context));
        server.setErrorHandler(new PlainErrorHandler());
        server.setStopTimeout(STOP_TIMEOUT.toMillis());
    }

    /**
     * Starts to listen.
     *
     * @throws IOException when the address or the port can't be had
     * @throws RuntimeException what the application itself threw at its start
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

    /** Every URL that the server answers under, on the addresses of this machine. */
    public List<String> urls() {
        List<String> urls = new ArrayList<>();
        for (String host : hosts(connector.getHost())) {
            String name = host.contains(":") ? "[" + host + "]" : host;
            urls.add("http://" + name + ":" + connector.getLocalPort()
                    + (context.getContextPath().equals("/") ? "" : context.getContextPath()));
        }
        return urls;
    }

    /** Lets running requests end, takes no new ones, and returns when all is over. */
    public void stop() {
        LifeCycle.stop(server);
    }

    /** Blocks until the server has stopped. */
    public void join() throws InterruptedException {
        server.join();
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

    /** A thread a request costs nothing on Java 21 and later; the class file stays at 17. */
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
