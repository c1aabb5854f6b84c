package org.ztpserver.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.ztpserver.app.config.ConfigException;
import org.ztpserver.app.config.Logging;
import org.ztpserver.app.config.ServerConfig;
import org.ztpserver.app.standalone.StandaloneServer;

/** {@code ztps serve}: the life of the process, from start to SIGTERM. */
public final class Standalone {

    private static final Logger log = LoggerFactory.getLogger(Standalone.class);

    private final Path war;

    /** @param war the program that runs */
    public Standalone(Path war) {
        this.war = war;
    }

    /** @return the exit status if the server could not start; otherwise the process runs until SIGTERM */
    public int serve(ServerConfig config, Logging.Detail detail) throws InterruptedException {
        Logging.configure(config, detail);
        ServerConfig.Listen listen = config.listen();
        StandaloneServer server = new StandaloneServer(
                war,
                listen.address(),
                listen.port(),
                listen.contextPath(),
                new ZtpContextListener(),
                ErrorServlet.PATH,
                Map.of(ZtpContextListener.CONFIG_ATTRIBUTE, config));
        try {
            server.start();
        } catch (IOException e) {
            throw new ConfigException("can't listen on " + listen.address() + " port " + listen.port() + ": "
                    + cause(e).getMessage() + ": see [server] interface and port");
        }
        stopAtShutdown(server);
        server.urls().forEach(url -> log.info("Listening on {}", url));
        server.join();
        return 0;
    }

    private void stopAtShutdown(StandaloneServer server) {
        // The hook calls halt, because a JVM that a signal ends would report status 143, but a stop on request is not a
        // failure.
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            try {
                                stop(server);
                                Logging.stop();
                            } finally {
                                Runtime.getRuntime().halt(0);
                            }
                        },
                        "stop"));
    }

    private static void stop(StandaloneServer server) {
        log.info("Stopping: running requests end, new ones are refused");
        try {
            log.info(server.stop() ? "Stopped" : "Stopped: requests that did not end in time were broken off");
        } catch (RuntimeException e) {
            log.error("Stopped, with a fault", e);
        }
    }

    private static Throwable cause(Throwable fault) {
        Throwable cause = fault;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
