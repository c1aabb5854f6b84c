package org.ztpserver.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.ztpserver.app.config.ConfigException;
import org.ztpserver.poap.disk.PoapScriptOnDisk;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ztps poap-stamp FILE}: required after an edit of a POAP script (contract B). */
@Command(name = "poap-stamp", description = "Correct the MD5 line of a POAP script.", sortOptions = false)
final class PoapStampCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The script.")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path file;

    @Mixin
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private final HelpOption help = new HelpOption();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try {
            out.println(file + (PoapScriptOnDisk.stamp(file) ? ": stamped" : ": the stamp is already correct"));
            out.flush();
            return 0;
        } catch (IOException e) {
            throw new ConfigException(
                    file + ": can't be read or written (" + e.getClass().getSimpleName() + ")");
        }
    }
}
