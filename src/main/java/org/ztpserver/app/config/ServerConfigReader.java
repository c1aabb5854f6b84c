package org.ztpserver.app.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ztpserver.eos.http.BodyLimits;
import org.ztpserver.eos.wiring.EosSettings;
import org.ztpserver.http.TrustedProxies;
import org.ztpserver.http.flow.FlowLimits;
import org.ztpserver.program.ProgramLimits;

/** Reads {@code ztpserver.conf} and the environment (contract A3). */
public final class ServerConfigReader {

    /** The file that is read when none is named; it need not be there. */
    static final Path DEFAULT_FILE = Path.of("/etc/ztpserver/ztpserver.conf");

    private final Map<String, String> environment;
    private final Map<Setting<?>, String> commandLine;

    public ServerConfigReader(Map<String, String> environment) {
        this(environment, Map.of());
    }

    private ServerConfigReader(Map<String, String> environment, Map<Setting<?>, String> commandLine) {
        this.environment = Map.copyOf(environment);
        this.commandLine = Map.copyOf(commandLine);
    }

    /**
     * A reader for which this setting has the value that the command line gives, whatever stands elsewhere.
     *
     * @throws IllegalArgumentException saying what is allowed
     */
    public ServerConfigReader with(Setting<?> setting, String text) {
        setting.format().parse(text);
        Map<Setting<?>, String> more = new HashMap<>(commandLine);
        more.put(setting, text);
        return new ServerConfigReader(environment, more);
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
        SettingsReader settings = new SettingsReader(name, file, environment, commandLine);
        ServerConfig config = new ServerConfig(
                source,
                settings.warnings(),
                settings.get(Settings.DATA_ROOT),
                settings.get(Settings.STATE_ROOT),
                settings.get(Settings.IDENTIFIER),
                settings.get(Settings.SERVER_URL),
                log(settings),
                listen(settings),
                proxies(settings),
                flow(settings),
                eos(settings),
                resources(settings));
        settings.throwErrors();
        return config;
    }

    private static ServerConfig.Log log(SettingsReader settings) {
        return new ServerConfig.Log(
                settings.get(Settings.LOGGING),
                settings.get(Settings.CONSOLE_LOGGING),
                settings.get(Settings.LOG_FORMAT),
                settings.get(Settings.CONSOLE_LOGGING_FORMAT));
    }

    private static ServerConfig.Listen listen(SettingsReader settings) {
        return new ServerConfig.Listen(
                settings.get(Settings.INTERFACE),
                settings.get(Settings.PORT),
                settings.get(Settings.CONTEXT_PATH),
                settings.get(Settings.STOP_TIMEOUT));
    }

    private static ServerConfig.Proxies proxies(SettingsReader settings) {
        return new ServerConfig.Proxies(
                new TrustedProxies(settings.get(Settings.TRUSTED_PROXIES)),
                settings.get(Settings.SENDFILE),
                settings.get(Settings.SENDFILE_PREFIX));
    }

    private static FlowLimits flow(SettingsReader settings) {
        return new FlowLimits(
                settings.get(Settings.REQUESTS_AT_ONCE),
                settings.get(Settings.REQUESTS_WAITING),
                settings.get(Settings.WAITING_TIMEOUT),
                settings.get(Settings.BODY_MEMORY),
                settings.get(Settings.IDLE_TIMEOUT),
                settings.get(Settings.MINIMUM_RATE));
    }

    private static EosSettings eos(SettingsReader settings) {
        return new EosSettings(
                settings.get(Settings.BOOTSTRAP_FILENAME),
                settings.get(Settings.NEIGHBORDB_FILENAME),
                !settings.get(Settings.DISABLE_TOPOLOGY_VALIDATION),
                new BodyLimits(settings.get(Settings.NODE_BODY_LIMIT), settings.get(Settings.STARTUP_CONFIG_LIMIT)),
                new ProgramLimits(settings.get(Settings.CONFIG_HANDLER_TIMEOUT), settings.get(Settings.OUTPUT_LIMIT)),
                settings.get(Settings.CONFIG_HANDLERS_AT_ONCE));
    }

    private static ResourceSettings resources(SettingsReader settings) {
        return new ResourceSettings(
                settings.get(Settings.SQLITE),
                settings.get(Settings.JDBC_URL),
                settings.get(Settings.USER),
                settings.get(Settings.PASSWORD),
                new ProgramLimits(settings.get(Settings.PLUGIN_TIMEOUT), settings.get(Settings.OUTPUT_LIMIT)));
    }
}
