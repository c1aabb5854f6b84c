package org.ztpserver.app.config;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.Encoder;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;

/** The log: to standard output, a line an event, and nothing in it can end a line or move a terminal's cursor. */
public final class Logging {

    /** What could end a line or move a cursor. */
    static final String CONTROL = "[\\p{Cc}\\u2028\\u2029]";

    /** The address of the client, where there is one, as it is put before a message. */
    private static final String CLIENT = "%replace(%X{address}){'(?s)(.+)', '$1: '}";

    /** What is said, with its control characters made visible: part of it may have come from the network. */
    static final String MESSAGE = "replace(" + CLIENT + "%msg){'" + CONTROL + "', '?'}";

    private static final String PATTERN = "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %-5level %" + MESSAGE;

    /** Enough for some thousand switches at once, and a few megabytes. */
    private static final int CAPACITY = 8_192;

    /** Jersey warns of resources that are instances, of optional libraries, and of a filter that is no servlet. */
    private static final List<java.util.logging.Logger> NOISE = Stream.of(
                    "org.glassfish.jersey.internal.inject.Providers",
                    "org.glassfish.jersey.message.internal.MessagingBinders",
                    "org.glassfish.jersey.servlet.ServletContainer")
            .map(java.util.logging.Logger::getLogger)
            .toList();

    /** Where Jersey reports answers that it could not write. */
    private static final java.util.logging.Logger ANSWERS =
            java.util.logging.Logger.getLogger("org.glassfish.jersey.server.ServerRuntime$Responder");

    private Logging() {}

    /** How much is told. */
    public enum Detail {
        /** What a command that does not serve has to say: its output is what counts. */
        ERRORS,
        EVENTS,
        DEBUG;

        private Level level() {
            return switch (this) {
                case ERRORS -> Level.ERROR;
                case EVENTS -> Level.INFO;
                case DEBUG -> Level.DEBUG;
            };
        }
    }

    /** Sets the log of this process up as configured. */
    public static void configure(ServerConfig config, Detail detail) {
        JulLines.install();
        // Not System.out, which does not say when a disk is full.
        configure(config, detail, new FileOutputStream(FileDescriptor.out));
    }

    /** Sets the log of an application in a container up, where standard output belongs to the container. */
    public static void configureInContainer(ServerConfig config) {
        configure(config, Detail.EVENTS, System.out);
    }

    private static void configure(ServerConfig config, Detail detail, OutputStream out) {
        NOISE.forEach(logger -> logger.setLevel(java.util.logging.Level.SEVERE));
        ANSWERS.setFilter(line -> !hungUp(line.getThrown()));
        ILoggerFactory factory = LoggerFactory.getILoggerFactory();
        if (!(factory instanceof LoggerContext context)) {
            return; // a container that insists on a logger of its own
        }
        context.reset();
        context.putProperty("PID", Long.toString(ProcessHandle.current().pid()));
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Logger server = context.getLogger("org.ztpserver");
        root.setLevel(config.log().on() ? Level.WARN : Level.OFF);
        server.setLevel(config.log().on() ? detail.level() : Level.OFF);
        context.getLogger("org.sqlite").setLevel(Level.OFF); // it logs, with a trace, what it throws as well
        context.getLogger("org.eclipse.jetty.io.AbstractConnection").setLevel(Level.ERROR); // clients that hang up
        if (config.log().console()) {
            root.addAppender(console(context, config, detail, out));
        }
    }

    /** Writes what waits, for a short time, and ends the log. */
    public static void stop() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.stop();
        }
    }

    /** A client that does not wait for its answer is no fault of the server. */
    private static boolean hungUp(@Nullable Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException) {
                return true;
            }
        }
        return false;
    }

    private static LogWriter console(LoggerContext context, ServerConfig config, Detail detail, OutputStream out) {
        LogWriter console = new LogWriter(
                context,
                encoder(context, config.log()),
                out,
                config.log().line().filter(PythonLogFormat::callerData).isPresent(),
                detail == Detail.DEBUG ? null : new RepeatedFaults(),
                CAPACITY);
        console.start();
        return console;
    }

    static Encoder<ILoggingEvent> encoder(LoggerContext context, ServerConfig.Log log) {
        Encoder<ILoggingEvent> encoder = switch (log.format()) {
            case TEXT -> text(log.line().map(PythonLogFormat::pattern).orElse(PATTERN) + "%n%ex");
            case JSON -> new JsonLines();
        };
        encoder.setContext(context);
        encoder.start();
        return encoder;
    }

    private static Encoder<ILoggingEvent> text(String pattern) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setPattern(pattern);
        return encoder;
    }
}
