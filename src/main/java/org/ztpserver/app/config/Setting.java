package org.ztpserver.app.config;

import java.util.Optional;

/**
 * One key of {@code ztpserver.conf}.
 *
 * @param variable of the environment, which wins over the file
 * @param defaultText as it would stand in the file; empty when there is no such text
 * @param defaultValue where neither the file nor the environment has the setting
 */
public record Setting<T>(
        String section,
        String key,
        Optional<String> variable,
        Optional<String> defaultText,
        T defaultValue,
        ValueFormat<T> format) {

    /** As messages name it without its place: {@code server.port}. */
    String name() {
        return section + "." + key;
    }
}
