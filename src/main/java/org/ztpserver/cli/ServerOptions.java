package org.ztpserver.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.ztpserver.app.config.ConfigException;
import org.ztpserver.app.config.DataRootLocation;
import org.ztpserver.app.config.Logging;
import org.ztpserver.app.config.ServerConfig;
import org.ztpserver.app.config.ServerConfigReader;
import org.ztpserver.app.config.Settings;
import org.ztpserver.site.DataRoot;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options of all commands that need the server's configuration. */
final class ServerOptions {

    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec mixee;

    @Option(
            names = {"-c", "--conf"},
            paramLabel = "FILE",
            description = "The configuration file, else $ZTPS_CONFIG, else /etc/ztpserver/ztpserver.conf.")
    private @Nullable Path conf;

    @Option(
            names = "--context-path",
            paramLabel = "PATH",
            description = "The path under which the server answers: /ztpserver by default, / for none.")
    private @Nullable String contextPath;

    @Option(names = "--debug", description = "Log what the server does in detail.")
    private boolean debug;

    Logging.Detail logDetail() {
        return debug ? Logging.Detail.DEBUG : Logging.Detail.EVENTS;
    }

    /** @throws ConfigException with all faults */
    ServerConfig config() {
        ServerConfigReader reader = new ServerConfigReader(System.getenv());
        if (contextPath != null) {
            try {
                reader = reader.with(Settings.CONTEXT_PATH, contextPath);
            } catch (IllegalArgumentException e) {
                throw new ParameterException(
                        mixee.commandLine(), "--context-path = '" + contextPath + "': " + e.getMessage(), e);
            }
        }
        return reader.read(conf, null);
    }

    /**
     * The existing data root, for commands that do not serve. Such commands log only errors, unless {@code --debug} is
     * set.
     */
    DataRoot dataRoot(ServerConfig config) {
        Logging.configure(config, debug ? Logging.Detail.DEBUG : Logging.Detail.ERRORS);
        return new DataRootLocation(config, System.getenv()).existing();
    }
}
