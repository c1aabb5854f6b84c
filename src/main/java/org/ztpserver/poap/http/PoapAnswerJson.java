package org.ztpserver.poap.http;

import java.util.LinkedHashMap;
import java.util.Map;
import org.ztpserver.poap.PoapAnswer;

/** The body of the answer to {@code PUT /<serial>} (contract B): all seven keys, always. */
final class PoapAnswerJson {

    private PoapAnswerJson() {}

    static Map<String, String> of(PoapAnswer answer) {
        Map<String, String> json = new LinkedHashMap<>();
        json.put("config_file", answer.configFile());
        json.put("config_protocol", answer.configProtocol());
        json.put("http_server", answer.httpServer());
        json.put("tftp_server", answer.tftpServer());
        json.put("system_image", answer.systemImage());
        json.put("kickstart_image", answer.kickstartImage());
        json.put("hostname", answer.hostname());
        return json;
    }
}
