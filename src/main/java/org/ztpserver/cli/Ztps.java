package org.ztpserver.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.ztpserver.app.Standalone;
import org.ztpserver.app.Version;
import org.ztpserver.app.ZtpApplication;
import org.ztpserver.app.config.ConfigException;
import org.ztpserver.app.config.DataRootLocation;
import org.ztpserver.app.config.Logging;
import org.ztpserver.app.config.ServerConfig;
import org.ztpserver.core.fault.FaultKind;
import org.ztpserver.core.fault.ProvisioningException;
import org.ztpserver.core.node.NodeId;
import org.ztpserver.core.site.Finding;
import org.ztpserver.eos.disk.NeighbordbFile;
import org.ztpserver.resource.pool.FilePools;
import org.ztpserver.site.DataRoot;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The command line {@code ztps} (contract A8). Without another option or command, it serves. */
@Command(
        name = "ztps",
        description =
                "Zero-touch provisioning for network switches. Serves, unless another option or command is given.",
        versionProvider = Ztps.VersionLine.class,
        sortOptions = false,
        subcommands = {Ztps.Serve.class, PoapStampCommand.class, DhcpConfigCommand.class, CommandLine.HelpCommand.class
        })
public final class Ztps implements Callable<Integer> {

    private static final int FAILED = 1;

    private final Path war;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    private final ServerOptions server = new ServerOptions();

    @Option(
            names = {"-V", "--validate-config"},
            description =
                    "Check all files of the data root, print all faults, and exit with status 1 if there are any.")
    private boolean validateConfig;

    @Option(names = "--validate", paramLabel = "FILE", description = "Check only this neighbordb file.")
    private @Nullable Path neighbordb;

    @ArgGroup(exclusive = false)
    private @Nullable Clear clear;

    @Mixin
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private final HelpOption help = new HelpOption();

    @Option(
            names = {"-v", "--version"},
            versionHelp = true,
            description = "Show the version and exit.")
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private boolean version;

    /** {@code --clear-resources} and its options. */
    static final class Clear {

        @Option(
                names = {"-r", "--clear-resources"},
                required = true,
                description = "Free the values of all file pools, after confirmation.")
        @SuppressWarnings("UnusedVariable") // its presence makes the group
        private boolean clear;

        @Option(names = "--pool", paramLabel = "NAME", description = "... only of this pool.")
        private @Nullable String pool;

        @Option(
                names = "--node",
                paramLabel = "ID",
                converter = NodeIdConverter.class,
                description = "... only of this node.")
        private @Nullable NodeId node;

        @Option(names = "--yes", description = "... without confirmation.")
        private boolean yes;
    }

    private Ztps(Path war) {
        this.war = war;
    }

    /**
     * Runs the command line and ends the process.
     *
     * @param war the program that runs
     */
    public static void main(String[] arguments, Path war) {
        int status = new CommandLine(new Ztps(war))
                .setParameterExceptionHandler(Ztps::explainUsage)
                .setExecutionExceptionHandler(Ztps::explain)
                .execute(arguments);
        Logging.stop();
        System.exit(status);
    }

    @Override
    public Integer call() throws Exception {
        if (neighbordb != null) {
            return report(NeighbordbFile.validate(neighbordb, server.config().identifier()), neighbordb.toString());
        }
        if (validateConfig) {
            return validate();
        }
        return clear == null ? serve(server) : clear(clear);
    }

    private int serve(ServerOptions options) throws InterruptedException {
        return new Standalone(war).serve(options.config(), options.logDetail());
    }

    private int validate() {
        ServerConfig config = server.config();
        config.warnings().forEach(warning -> spec.commandLine().getErr().println("ztps: " + warning));
        DataRoot root = server.dataRoot(config);
        List<Finding> findings;
        try (ZtpApplication application = new ZtpApplication(config, root);
                ProgressLine progress = ProgressLine.on(spec.commandLine().getErr())) {
            findings = application.findings(progress);
        }
        return report(findings, root.path().toString());
    }

    private int report(List<Finding> findings, String checked) {
        return new ValidationReport(spec.commandLine().getOut()).print(findings, checked) ? 0 : FAILED;
    }

    private int clear(Clear what) throws IOException {
        ServerConfig config = server.config();
        DataRoot state = DataRootLocation.state(config, server.dataRoot(config));
        FilePools pools = new FilePools(state, config.identifier());
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
        boolean cleared = new ClearResources(pools, in, spec.commandLine().getOut())
                .run(Optional.ofNullable(what.pool), Optional.ofNullable(what.node), what.yes);
        return cleared ? 0 : FAILED;
    }

    /** Unlike picocli's default, always shows the usage, because picocli's guess is often wrong. */
    private static int explainUsage(ParameterException fault, String[] arguments) {
        CommandLine command = fault.getCommandLine();
        command.getErr().println("ztps: " + fault.getMessage());
        command.usage(command.getErr());
        return ExitCode.USAGE;
    }

    private static int explain(Exception fault, CommandLine command, CommandLine.ParseResult parsed) throws Exception {
        PrintWriter err = command.getErr();
        if (fault instanceof ConfigException config) {
            config.errors().forEach(error -> err.println("ztps: " + error));
        } else if (fault instanceof ProvisioningException invalid && invalid.is(FaultKind.INVALID_FILE)) {
            invalid.findings().forEach(finding -> err.println("ztps: " + finding));
        } else if (fault instanceof ProvisioningException) {
            err.println("ztps: " + fault.getMessage());
        } else {
            throw fault;
        }
        err.flush();
        return FAILED;
    }

    /** {@code ztps serve}: the default, as a command. */
    @Command(name = "serve", description = "Serve (the default).", sortOptions = false)
    static final class Serve implements Callable<Integer> {

        @ParentCommand
        @SuppressWarnings("NullAway.Init") // set by picocli
        private Ztps parent;

        @Mixin
        private final ServerOptions server = new ServerOptions();

        @Mixin
        @SuppressWarnings("UnusedVariable") // picocli acts on it
        private final HelpOption help = new HelpOption();

        @Override
        public Integer call() throws Exception {
            return parent.serve(server);
        }
    }

    static final class NodeIdConverter implements ITypeConverter<NodeId> {
        @Override
        public NodeId convert(String text) {
            try {
                return NodeId.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
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
