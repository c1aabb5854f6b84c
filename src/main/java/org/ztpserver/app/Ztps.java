package org.ztpserver.app;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.ztpserver.cli.ValidationReport;
import org.ztpserver.core.node.IdentifierScheme;
import org.ztpserver.provisioning.Finding;
import org.ztpserver.repository.DataRoot;
import org.ztpserver.repository.NeighbordbFile;
import org.ztpserver.repository.SiteValidation;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line {@code ztps} (contract A8): it serves when nothing else is asked for. */
@Command(
        name = "ztps",
        description =
                "Zero-touch provisioning for network switches. Serves, unless another option or command is given.",
        versionProvider = Ztps.VersionLine.class,
        sortOptions = false,
        subcommands = {Ztps.Serve.class, CommandLine.HelpCommand.class})
public final class Ztps implements Callable<Integer> {

    private static final int FAILED = 1;

    private final Path unpackedWar;
    private final CleanUp cleanUp;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    private final ServerOptions server = new ServerOptions();

    @Option(
            names = {"-V", "--validate-config"},
            description =
                    "Check all files of the data root, print what is wrong, and exit with status 1 if anything is.")
    private boolean validateConfig;

    @Option(names = "--validate", paramLabel = "FILE", description = "Check this neighbordb file only.")
    private @Nullable Path neighbordb;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private boolean help;

    @Option(
            names = {"-v", "--version"},
            versionHelp = true,
            description = "Show the version and exit.")
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private boolean version;

    private Ztps(Path unpackedWar, CleanUp cleanUp) {
        this.unpackedWar = unpackedWar;
        this.cleanUp = cleanUp;
    }

    /**
     * Runs the command line and ends the process.
     *
     * @param unpackedWar the folder with {@code WEB-INF} in it
     * @param cleanUpHook the shutdown hook that removes this folder
     * @param cleanUp what the hook does
     */
    public static void main(String[] arguments, Path unpackedWar, Thread cleanUpHook, Runnable cleanUp) {
        System.exit(new CommandLine(new Ztps(unpackedWar, new CleanUp(cleanUpHook, cleanUp)))
                .setExecutionExceptionHandler(Ztps::explain)
                .execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        if (neighbordb != null) {
            return report(NeighbordbFile.validate(neighbordb, identifier()), neighbordb.toString());
        }
        if (validateConfig) {
            ServerConfig config = server.config();
            DataRoot root = new DataRootLocation(config, System.getenv()).existing();
            List<Finding> findings = new SiteValidation(
                            root, config.identifier(), config.neighbordbFilename(), config.bootstrapFilename())
                    .findings();
            return report(findings, root.path().toString());
        }
        return serve(server);
    }

    private int serve(ServerOptions options) throws Exception {
        return new Standalone(unpackedWar, cleanUp).serve(options.config(), options.debug());
    }

    private IdentifierScheme identifier() {
        return server.config().identifier();
    }

    private int report(List<Finding> findings, String checked) {
        return new ValidationReport(spec.commandLine().getOut()).print(findings, checked) ? 0 : FAILED;
    }

    private static int explain(Exception fault, CommandLine command, CommandLine.ParseResult parsed) throws Exception {
        PrintWriter err = command.getErr();
        if (fault instanceof ConfigException config) {
            config.errors().forEach(error -> err.println("ztps: " + error));
            err.flush();
            return FAILED;
        }
        throw fault;
    }

    /** {@code ztps serve}: what happens without a command, by its name. */
    @Command(name = "serve", description = "Serve (the default).", sortOptions = false)
    static final class Serve implements Callable<Integer> {

        @CommandLine.ParentCommand
        @SuppressWarnings("NullAway.Init") // set by picocli
        private Ztps parent;

        @Mixin
        private final ServerOptions server = new ServerOptions();

        @Override
        public Integer call() throws Exception {
            return parent.serve(server);
        }
    }

    /** The options of everything that needs the server's configuration. */
    static final class ServerOptions {

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

        boolean debug() {
            return debug;
        }

        ServerConfig config() {
            ServerConfig config = new ServerConfigReader(System.getenv()).read(conf, null);
            if (contextPath == null) {
                return config;
            }
            try {
                return config.withContextPath(ServerConfigReader.contextPath(contextPath));
            } catch (IllegalArgumentException e) {
                throw new ParameterException(
                        mixee.commandLine(), "--context-path = '" + contextPath + "': " + e.getMessage(), e);
            }
        }
    }

    static final class VersionLine implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"ztpserver " + Version.current()};
        }
    }
}
