package org.ztpserver.cli;

import picocli.CommandLine.Option;

/** {@code --help} of a command: picocli's own mixin also uses {@code -V}, which is {@code --validate-config} here. */
final class HelpOption {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help and exit.")
    @SuppressWarnings("UnusedVariable") // picocli acts on it
    private boolean help;
}
