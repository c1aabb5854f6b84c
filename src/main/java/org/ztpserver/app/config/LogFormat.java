package org.ztpserver.app.config;

import java.util.Locale;

/** {@code log_format}: what a line of the log is. */
public enum LogFormat {
    /** Text, for people. */
    TEXT,
    /** A JSON object, for programs. */
    JSON;

    /** @throws IllegalArgumentException when there is no such format */
    static LogFormat parse(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
