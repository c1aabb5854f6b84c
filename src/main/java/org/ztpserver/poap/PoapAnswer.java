package org.ztpserver.poap;

/**
 * What a Nexus switch is told when it registers (contract B). A text may be empty, and none is ever left out: scripts in
 * the field read each of them.
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
