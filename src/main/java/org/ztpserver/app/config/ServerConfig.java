package org.ztpserver.app.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.ztpserver.core.node.IdentifierScheme;
import org.ztpserver.core.site.FilePath;
import org.ztpserver.eos.http.BodyLimits;
import org.ztpserver.eos.wiring.EosSettings;
import org.ztpserver.files.http.FileHandOver;
import org.ztpserver.http.TrustedProxies;

/**
 * The settings of the server, checked (contract A3; {@code docs/configuration.md} explains each).
 *
 * @param source the file that they were read from, for the log; empty when there was none
 * @param warnings what the operator should know: unknown keys
 * @param dataRoot empty when it is not set anywhere
 * @param serverUrl without a slash at the end; empty when it comes from each request
 * @param contextPath {@code ""} for the root, else {@code /name}; of the standalone server only, as are {@code
 *     listenAddress} and {@code port}
 * @param sendfilePrefix the internal location of a proxy that is the data root, without a slash at the end
 */
public record ServerConfig(
        Optional<Path> source,
        List<String> warnings,
        Optional<Path> dataRoot,
        IdentifierScheme identifier,
        Optional<String> serverUrl,
        boolean logging,
        boolean consoleLogging,
        Optional<LogFormat> consoleLoggingFormat,
        boolean topologyValidation,
        String listenAddress,
        int port,
        String contextPath,
        TrustedProxies trustedProxies,
        FileHandOver.Header sendfile,
        String sendfilePrefix,
        BodyLimits bodyLimits,
        FilePath bootstrapFilename,
        FilePath neighbordbFilename,
        ResourceSettings resources) {

    /** The settings of EOS. */
    public EosSettings eos() {
        return new EosSettings(
                bootstrapFilename, neighbordbFilename, topologyValidation, bodyLimits, resources.configHandlers());
    }

    /** The same, but for {@code --context-path}. */
    public ServerConfig withContextPath(String path) {
        return new ServerConfig(
                source,
                warnings,
                dataRoot,
                identifier,
                serverUrl,
                logging,
                consoleLogging,
                consoleLoggingFormat,
                topologyValidation,
                listenAddress,
                port,
                path,
                trustedProxies,
                sendfile,
                sendfilePrefix,
                bodyLimits,
                bootstrapFilename,
                neighbordbFilename,
                resources);
    }
}
