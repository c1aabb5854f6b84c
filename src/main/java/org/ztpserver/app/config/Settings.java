package org.ztpserver.app.config;

import static org.ztpserver.app.config.ValueFormat.BOOLEAN;
import static org.ztpserver.app.config.ValueFormat.BYTES;
import static org.ztpserver.app.config.ValueFormat.FOLDER;
import static org.ztpserver.app.config.ValueFormat.HOST;
import static org.ztpserver.app.config.ValueFormat.HTTP_URL;
import static org.ztpserver.app.config.ValueFormat.LOCATION;
import static org.ztpserver.app.config.ValueFormat.NETWORKS;
import static org.ztpserver.app.config.ValueFormat.PATH;
import static org.ztpserver.app.config.ValueFormat.TEXT;
import static org.ztpserver.app.config.ValueFormat.UP_TO_AN_HOUR;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ztpserver.core.address.IpNetwork;
import org.ztpserver.core.node.IdentifierScheme;
import org.ztpserver.core.site.FilePath;
import org.ztpserver.files.http.FileHandOver;

/**
 * Every setting of the server: its section, key, default, variable of the environment, and how it is written. The table
 * in {@code docs/configuration.md} has the same settings in the same order, and {@link ServerConfigReader} makes the
 * {@link ServerConfig} of them.
 */
public final class Settings {

    private static final List<Setting<?>> TABLE = new ArrayList<>();
    private static final @Nullable String NONE = null;

    private static final ValueFormat<IdentifierScheme> SCHEME =
            ValueFormat.of("serialnumber or systemmac", IdentifierScheme::parse);
    private static final ValueFormat<FileHandOver.Header> HEADER =
            ValueFormat.of("none, x-accel-redirect or x-sendfile", FileHandOver.Header::parse);
    private static final ValueFormat<LogFormat> LOG = ValueFormat.of("text or json", LogFormat::parse);
    private static final ValueFormat<PythonLogFormat> LINE_FORMAT =
            ValueFormat.detailed("a format of Python's logging", PythonLogFormat::parse);

    static final Setting<Optional<Path>> DATA_ROOT = optional("default", "data_root", "ZTPS_DEFAULT_DATAROOT", FOLDER);
    static final Setting<Optional<Path>> STATE_ROOT = optional("default", "state_root", NONE, FOLDER);
    static final Setting<IdentifierScheme> IDENTIFIER = setting("default", "identifier", "serialnumber", NONE, SCHEME);
    static final Setting<Optional<String>> SERVER_URL =
            optional("default", "server_url", "ZTPS_DEFAULT_SERVER", HTTP_URL);
    static final Setting<Boolean> LOGGING = setting("default", "logging", "True", "ZTPS_DEFAULT_LOGGING", BOOLEAN);
    static final Setting<Boolean> CONSOLE_LOGGING = setting("default", "console_logging", "True", NONE, BOOLEAN);
    static final Setting<Optional<PythonLogFormat>> CONSOLE_LOGGING_FORMAT =
            optional("default", "console_logging_format", "ZTPS_CONSOLE_LOGGING_FORMAT", LINE_FORMAT);
    static final Setting<LogFormat> LOG_FORMAT = setting("default", "log_format", "text", NONE, LOG);
    static final Setting<Boolean> DISABLE_TOPOLOGY_VALIDATION =
            setting("default", "disable_topology_validation", "False", NONE, BOOLEAN);

    static final Setting<String> INTERFACE = setting("server", "interface", "0.0.0.0", NONE, HOST);
    static final Setting<Integer> PORT = setting("server", "port", "8080", NONE, ValueFormat.number(0, 65_535));
    public static final Setting<String> CONTEXT_PATH =
            setting("server", "context_path", "/ztpserver", NONE, ValueFormat.CONTEXT_PATH);
    static final Setting<Duration> STOP_TIMEOUT = setting("server", "stop_timeout", "5", NONE, UP_TO_AN_HOUR);
    static final Setting<List<IpNetwork>> TRUSTED_PROXIES =
            setting("server", "trusted_proxies", "127.0.0.0/8, ::1", NONE, NETWORKS);
    static final Setting<FileHandOver.Header> SENDFILE = setting("server", "sendfile", "none", NONE, HEADER);
    static final Setting<String> SENDFILE_PREFIX =
            setting("server", "sendfile_prefix", "/ztpserver-files", NONE, LOCATION);
    static final Setting<Integer> NODE_BODY_LIMIT = setting("server", "node_body_limit", "1048576", NONE, BYTES);
    static final Setting<Integer> STARTUP_CONFIG_LIMIT =
            setting("server", "startup_config_limit", "16777216", NONE, BYTES);
    static final Setting<Integer> BODY_MEMORY = setting("server", "body_memory", "33554432", NONE, BYTES);
    static final Setting<Integer> REQUESTS_AT_ONCE =
            setting("server", "requests_at_once", "100", NONE, ValueFormat.number(1, 10_000));
    static final Setting<Integer> REQUESTS_WAITING =
            setting("server", "requests_waiting", "1000", NONE, ValueFormat.number(0, 100_000));
    static final Setting<Duration> WAITING_TIMEOUT = setting("server", "waiting_timeout", "4", NONE, UP_TO_AN_HOUR);
    static final Setting<Duration> IDLE_TIMEOUT = setting("server", "idle_timeout", "120", NONE, UP_TO_AN_HOUR);
    static final Setting<Integer> MINIMUM_RATE =
            setting("server", "minimum_rate", "1000", NONE, ValueFormat.number(0, 1 << 20));

    static final Setting<FilePath> BOOTSTRAP_FILENAME = setting(
            "bootstrap", "filename", "bootstrap", "ZTPS_BOOTSTRAP_FILENAME", fileBelow("bootstrap/ of the data root"));

    static final Setting<FilePath> NEIGHBORDB_FILENAME =
            setting("neighbordb", "filename", "neighbordb", "ZTPS_NEIGHBORDB_FILENAME", fileBelow("the data root"));

    static final Setting<Path> SQLITE = setting("resources", "sqlite", "db/resources.db", NONE, PATH);
    static final Setting<Optional<String>> JDBC_URL = optional("resources", "jdbc_url", NONE, ValueFormat.JDBC_URL);
    static final Setting<Optional<String>> USER = optional("resources", "user", NONE, TEXT);
    static final Setting<Optional<String>> PASSWORD =
            optional("resources", "password", "ZTPS_RESOURCES_PASSWORD", TEXT);

    static final Setting<Duration> PLUGIN_TIMEOUT = setting("plugins", "timeout", "10", NONE, UP_TO_AN_HOUR);
    static final Setting<Integer> OUTPUT_LIMIT = setting("plugins", "output_limit", "1048576", NONE, BYTES);

    static final Setting<Duration> CONFIG_HANDLER_TIMEOUT =
            setting("config_handlers", "timeout", "60", NONE, UP_TO_AN_HOUR);
    static final Setting<Integer> CONFIG_HANDLERS_AT_ONCE =
            setting("config_handlers", "at_once", "4", NONE, ValueFormat.number(1, 100));

    private Settings() {}

    /** All of them, in the order of the table. */
    public static List<Setting<?>> all() {
        return Collections.unmodifiableList(TABLE);
    }

    private static <T> Setting<T> setting(
            String section, String key, String byDefault, @Nullable String variable, ValueFormat<T> format) {
        return add(new Setting<>(
                section, key, Optional.ofNullable(variable), Optional.of(byDefault), format.parse(byDefault), format));
    }

    /** A setting without a default. */
    private static <T> Setting<Optional<T>> optional(
            String section, String key, @Nullable String variable, ValueFormat<T> format) {
        return add(new Setting<>(
                section,
                key,
                Optional.ofNullable(variable),
                Optional.empty(),
                Optional.empty(),
                format.map(Optional::of)));
    }

    private static ValueFormat<FilePath> fileBelow(String folder) {
        return ValueFormat.detailed("a path below " + folder, FilePath::parse);
    }

    private static <T> Setting<T> add(Setting<T> setting) {
        TABLE.add(setting);
        return setting;
    }
}
