package org.ztpserver.poap;

/**
 * The answer to a Nexus switch that registers (contract B). A text may be empty, but is always there: scripts in the
 * field read each of them.
 *
 * @param configFile the name of the configuration on the TFTP server
 * @param configProtocol {@code http} or {@code tftp}
 * @param httpServer {@code host:port[/prefix]}
 */
public record PoapAnswer(
        String configFile,
        String configProtocol,
        String httpServer,
        String tftpServer,
        String systemImage,
        String kickstartImage,
        String hostname) {}
