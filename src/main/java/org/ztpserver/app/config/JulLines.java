package org.ztpserver.app.config;

import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.SimpleFormatter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes what libraries tell Java's own logging on to the log. Java would write it to standard error at once. */
final class JulLines extends Handler {

    private static final SimpleFormatter FORMAT = new SimpleFormatter();

    /** Replaces the handlers of this process. Not for a container, where they belong to others, too. */
    static void install() {
        LogManager.getLogManager().reset();
        java.util.logging.Logger.getLogger("").addHandler(new JulLines());
    }

    @Override
    public void publish(LogRecord line) {
        Logger log = LoggerFactory.getLogger(String.valueOf(line.getLoggerName()));
        String message = FORMAT.formatMessage(line);
        if (line.getLevel().intValue() >= Level.SEVERE.intValue()) {
            log.error(message, line.getThrown());
        } else if (line.getLevel().intValue() >= Level.WARNING.intValue()) {
            log.warn(message, line.getThrown());
        } else {
            log.debug(message, line.getThrown());
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
