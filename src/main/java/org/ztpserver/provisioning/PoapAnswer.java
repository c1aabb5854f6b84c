package org.ztpserver.provisioning;

import java.util.LinkedHashMap;
import java.util.Map;

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
        String hostname) {

    /** Ready to be written as JSON. */
    public Map<String, String> toJson() {
        Map<String, String> json = new LinkedHashMap<>();
        json.put("config_file", configFile);
        json.put("config_protocol", configProtocol);
        json.put("http_server", httpServer);
        json.put("tftp_server", tftpServer);
        json.put("system_image", systemImage);
        json.put("kickstart_image", kickstartImage);
        json.put("hostname", hostname);
        return json;
    }
}
