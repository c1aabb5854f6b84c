package org.ztpserver.app.config;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.ztpserver.core.node.IdentifierScheme;
import org.ztpserver.core.site.FilePath;
import org.ztpserver.eos.http.BodyLimits;
import org.ztpserver.files.http.FileHandOver;
import org.ztpserver.http.TrustedProxies;
import org.ztpserver.resource.sql.SqliteDatabase;

/** Reads {@code ztpserver.conf} and the environment (contract A3). */
public final class ServerConfigReader {

    /** The file that is read when none is named; it need not be there. */
    static final Path DEFAULT_FILE = Path.of("/etc/ztpserver/ztpserver.conf");

    static final String DEFAULT_CONTEXT_PATH = "/ztpserver";

    /** A proxy on the same machine. */
    private static final String LOOPBACK = "127.0.0.0/8, ::1";

    private static final String PATH = "(/[A-Za-z0-9._~-]+)+/?";
    private static final String BOOLEANS = "allowed are yes, true, 1 and on, or no, false, 0 and off";
    private static final int MAX_BODY_BYTES = 1 << 30;
    private static final int DEFAULT_OUTPUT_BYTES = 1 << 20;

    private final Map<String, String> environment;

    public ServerConfigReader(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /**
     * Reads the file that {@code --conf} names, else {@code ZTPS_CONFIG}, else the container's context parameter, else
     * the default one.
     *
     * @throws ConfigException with everything that is wrong
     */
    public ServerConfig read(@Nullable Path named, @Nullable String contextParameter) {
        String fromEnvironment = environment.get("ZTPS_CONFIG");
        if (named != null) {
            return read(named, true);
        }
        if (fromEnvironment != null && !fromEnvironment.isEmpty()) {
            return read(Path.of(fromEnvironment), true);
        }
        if (contextParameter != null && !contextParameter.isEmpty()) {
            return read(Path.of(contextParameter), true);
        }
        return read(DEFAULT_FILE, false);
    }

    private ServerConfig read(Path path, boolean required) {
        if (!required && !Files.exists(path)) {
            return read("", IniFile.empty(), Optional.empty());
        }
        try {
            return read(path.toString(), IniFile.parse(path.toString(), Files.readString(path)), Optional.of(path));
        } catch (CharacterCodingException e) {
            throw new ConfigException(path + ": is not UTF-8");
        } catch (IOException e) {
            throw new ConfigException(path + ": can't be read (" + e.getClass().getSimpleName() + ")");
        }
    }

    private ServerConfig read(String name, IniFile file, Optional<Path> source) {
        Settings settings = new Settings(name, file, environment);
        Optional<Path> dataRoot =
                settings.read("default", "data_root", "ZTPS_DEFAULT_DATAROOT", ServerConfigReader::folder);
        IdentifierScheme identifier =
                settings.read("default", "identifier", IdentifierScheme::parse).orElse(IdentifierScheme.SERIALNUMBER);
        Optional<String> serverUrl =
                settings.read("default", "server_url", "ZTPS_DEFAULT_SERVER", ServerConfigReader::url);
        boolean logging = settings.read("default", "logging", "ZTPS_DEFAULT_LOGGING", ServerConfigReader::bool)
                .orElse(true);
        boolean consoleLogging = settings.read("default", "console_logging", ServerConfigReader::bool)
                .orElse(true);
        Optional<LogFormat> format =
                settings.read("default", "console_logging_format", "ZTPS_CONSOLE_LOGGING_FORMAT", LogFormat::parse);
        boolean noValidation = settings.read("default", "disable_topology_validation", ServerConfigReader::bool)
                .orElse(false);
        String listenAddress = settings.read("server", "interface", ServerConfigReader::address)
                .orElse("0.0.0.0");
        int port = settings.read("server", "port", number(0, 65_535)).orElse(8080);
        String contextPath = settings.read("server", "context_path", ServerConfigReader::contextPath)
                .orElse(DEFAULT_CONTEXT_PATH);
        TrustedProxies proxies = settings.read("server", "trusted_proxies", TrustedProxies::parse)
                .orElseGet(() -> TrustedProxies.parse(LOOPBACK));
        FileHandOver.Header sendfile =
                settings.read("server", "sendfile", FileHandOver.Header::parse).orElse(FileHandOver.Header.NONE);
        String sendfilePrefix = settings.read("server", "sendfile_prefix", ServerConfigReader::location)
                .orElse(FileHandOver.DEFAULT_PREFIX);
        BodyLimits limits = new BodyLimits(
                settings.read("server", "node_body_limit", number(1, MAX_BODY_BYTES))
                        .orElse(BodyLimits.DEFAULT.node()),
                settings.read("server", "startup_config_limit", number(1, MAX_BODY_BYTES))
                        .orElse(BodyLimits.DEFAULT.startupConfig()));
        FilePath bootstrap = settings.read("bootstrap", "filename", "ZTPS_BOOTSTRAP_FILENAME", FilePath::parse)
                .orElseGet(() -> FilePath.parse("bootstrap"));
        FilePath neighbordb = settings.read("neighbordb", "filename", "ZTPS_NEIGHBORDB_FILENAME", FilePath::parse)
                .orElseGet(() -> FilePath.parse("neighbordb"));
        ResourceSettings resources = resources(settings);
        settings.throwErrors();
        return new ServerConfig(
                source,
                settings.warnings(),
                dataRoot,
                identifier,
                serverUrl,
                logging,
                consoleLogging,
                format,
                !noValidation,
                listenAddress,
                port,
                contextPath,
                proxies,
                sendfile,
                sendfilePrefix,
                limits,
                bootstrap,
                neighbordb,
                resources);
    }

    private static ResourceSettings resources(Settings settings) {
        return new ResourceSettings(
                settings.read("resources", "sqlite", ServerConfigReader::path)
                        .orElseGet(() -> Path.of(SqliteDatabase.DEFAULT)),
                settings.read("resources", "jdbc_url", ServerConfigReader::jdbcUrl),
                settings.read("resources", "user", Function.identity()),
                settings.read("resources", "password", "ZTPS_RESOURCES_PASSWORD", Function.identity()),
                settings.read("plugins", "timeout", ServerConfigReader::seconds).orElse(Duration.ofSeconds(10)),
                settings.read("config_handlers", "timeout", ServerConfigReader::seconds)
                        .orElse(Duration.ofSeconds(60)),
                settings.read("plugins", "output_limit", number(1, MAX_BODY_BYTES))
                        .orElse(DEFAULT_OUTPUT_BYTES));
    }

    /**
     * {@code /} or {@code ""} for the root, else one or more names: {@code /ztpserver}.
     *
     * @return without a slash at the end
     * @throws IllegalArgumentException saying what is allowed
     */
    public static String contextPath(String text) {
        if (text.isEmpty() || text.equals("/")) {
            return "";
        }
        if (!text.matches(PATH)) {
            throw new IllegalArgumentException("allowed are / and paths such as /ztpserver");
        }
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    private static String location(String text) {
        if (!text.matches(PATH)) {
            throw new IllegalArgumentException("allowed are paths such as " + FileHandOver.DEFAULT_PREFIX);
        }
        return contextPath(text);
    }

    private static Path folder(String text) {
        Path path = path(text);
        if (!path.isAbsolute()) {
            throw new IllegalArgumentException("allowed is the absolute path of a folder");
        }
        return path;
    }

    private static Path path(String text) {
        try {
            if (!text.isEmpty()) {
                return Path.of(text);
            }
        } catch (InvalidPathException e) {
            // the message below says it all
        }
        throw new IllegalArgumentException("allowed is a path");
    }

    private static String jdbcUrl(String text) {
        if (!text.startsWith("jdbc:")) {
            throw new IllegalArgumentException("allowed is a URL of JDBC such as jdbc:postgresql://192.0.2.1/pools");
        }
        return text;
    }

    private static Duration seconds(String text) {
        return Duration.ofSeconds(number(1, 3_600).apply(text));
    }

    private static String url(String text) {
        try {
            URI uri = new URI(text);
            String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
            if ((scheme.equals("http") || scheme.equals("https"))
                    && uri.getHost() != null
                    && uri.getUserInfo() == null
                    && !uri.getAuthority().endsWith(":")
                    && uri.getPort() <= 65_535
                    && uri.getQuery() == null
                    && uri.getFragment() == null) {
                return scheme + text.substring(scheme.length()).replaceFirst("/+$", "");
            }
        } catch (URISyntaxException e) {
            // the message below says it all
        }
        throw new IllegalArgumentException("allowed is a URL such as http://192.0.2.1:8080/ztpserver");
    }

    private static boolean bool(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "yes", "true", "1", "on" -> true;
            case "no", "false", "0", "off" -> false;
            default -> throw new IllegalArgumentException(BOOLEANS);
        };
    }

    private static String address(String text) {
        if (!text.matches("[A-Za-z0-9.:_-]+")) {
            throw new IllegalArgumentException("allowed is an IP address or the name of this host");
        }
        return text;
    }

    private static Function<String, Integer> number(int min, int max) {
        return text -> {
            try {
                int number = Integer.parseInt(text);
                if (number >= min && number <= max) {
                    return number;
                }
            } catch (NumberFormatException e) {
                // the message below says it all
            }
            throw new IllegalArgumentException("allowed is a whole number from " + min + " to " + max);
        };
    }
}
