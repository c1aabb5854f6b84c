package org.ztpserver.app.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.ztpserver.core.node.IdentifierScheme;
import org.ztpserver.eos.wiring.EosSettings;
import org.ztpserver.files.http.FileHandOver;
import org.ztpserver.http.TrustedProxies;
import org.ztpserver.http.flow.FlowLimits;

/**
 * The settings of the server, checked (contract A3; {@code docs/configuration.md} explains each, {@link Settings} has
 * their names and defaults).
 *
 * @param source the file that they were read from, for the log; empty when there was none
 * @param warnings what the operator should know: unknown keys
 * @param dataRoot empty when it is not set anywhere
 * @param stateRoot empty when the server writes into the data root
 * @param serverUrl without a slash at the end; empty when it comes from each request
 */
public record ServerConfig(
        Optional<Path> source,
        List<String> warnings,
        Optional<Path> dataRoot,
        Optional<Path> stateRoot,
        IdentifierScheme identifier,
        Optional<String> serverUrl,
        Log log,
        Listen listen,
        Proxies proxies,
        FlowLimits flow,
        EosSettings eos,
        ResourceSettings resources) {

    /**
     * What is logged.
     *
     * @param on false when nothing is
     * @param console whether it goes to standard output
     * @param line how an event is put as text; empty for the server's own way
     */
    public record Log(boolean on, boolean console, LogFormat format, Optional<PythonLogFormat> line) {}

    /**
     * Where the standalone server answers.
     *
     * @param address to listen on, or a name of this host
     * @param port 0 for a free one
     * @param contextPath {@code ""} for the root, else {@code /name}
     * @param stopTimeout how long the process may take to end
     */
    public record Listen(String address, int port, String contextPath, Duration stopTimeout) {}

    /**
     * The proxies in front of the server.
     *
     * @param trusted whose headers count
     * @param sendfile how such a one is told to send a large file itself
     * @param sendfilePrefix the internal location of a proxy that is the data root, without a slash at the end
     */
    public record Proxies(TrustedProxies trusted, FileHandOver.Header sendfile, String sendfilePrefix) {}
}
