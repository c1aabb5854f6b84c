package org.ztpserver.app;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.ztpserver.app.config.ConfigException;
import org.ztpserver.app.config.Logging;
import org.ztpserver.app.config.ServerConfig;
import org.ztpserver.app.standalone.StandaloneServer;
import org.ztpserver.http.FaultCause;

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
                config.flow().idle(),
                new ZtpContextListener(),
                ErrorServlet.PATH,
                Map.of(ZtpContextListener.CONFIG_ATTRIBUTE, config));
        try {
            server.start();
        } catch (IOException e) {
            throw new ConfigException("can't listen on " + listen.address() + " port " + listen.port() + ": "
                    + FaultCause.first(e).getMessage() + ": see [server] interface and port");
        }
        stopAtShutdown(server, listen.stopTimeout());
        server.urls().forEach(url -> log.info("Listening on {}", url));
        Thread.currentThread().join(); // for ever: the hook has the last word in the log and ends the process
        return 0;
    }

    private void stopAtShutdown(StandaloneServer server, Duration timeout) {
        // The hook calls halt, because a JVM that a signal ends would report status 143, but a stop on request is not a
        // failure.
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            try {
                                stop(server, timeout);
                            } finally {
                                Runtime.getRuntime().halt(0);
                            }
                        },
                        "stop"));
    }

    private static void stop(StandaloneServer server, Duration timeout) {
        log.info("Stopping: running requests end, new ones are refused");
        Thread requests =
                new Thread(() -> stopRequests(server, timeout.multipliedBy(4).dividedBy(5)), "stop-requests");
        requests.setDaemon(true);
        requests.start();
        try {
            requests.join(timeout.multipliedBy(3).dividedBy(4).toMillis());
            // A little earlier than requests are broken off: a switch that waits for a plugin still gets an answer.
            ProcessHandle.current().descendants().forEach(Standalone::end);
            requests.join(timeout.dividedBy(4).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (requests.isAlive()) {
            log.warn("Stopped: what did not end within {} s was broken off", timeout.toSeconds());
        }
        Logging.stop();
    }

    private static void stopRequests(StandaloneServer server, Duration timeout) {
        try {
            log.info(server.stop(timeout) ? "Stopped" : "Stopped: requests that did not end in time were broken off");
        } catch (RuntimeException e) {
            log.error("Stopped, with a fault", e);
        }
    }

    /** Nobody would hear what a plugin or config-handler has to say after the end of the server. */
    private static void end(ProcessHandle program) {
        log.warn(
                "Ended a program that was still running: {}",
                program.info().commandLine().orElseGet(() -> "process " + program.pid()));
        program.destroyForcibly();
    }
}
