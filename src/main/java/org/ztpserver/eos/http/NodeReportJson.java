package org.ztpserver.eos.http;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ztpserver.core.fault.FaultKind;
import org.ztpserver.core.fault.ProvisioningException;
import org.ztpserver.core.node.Node;
import org.ztpserver.core.node.NodeValues;
import org.ztpserver.eos.NodeReport;
import org.ztpserver.http.Json;

/** The body of {@code POST /nodes} (contract A5). */
final class NodeReportJson {

    private NodeReportJson() {}

    /** @throws ProvisioningException (INVALID_REQUEST) if it is not the JSON of a switch; a number becomes text */
    static NodeReport read(byte[] body) {
        Map<String, Object> json = Json.readObject(body);
        return new NodeReport(node(json), config(json));
    }

    private static Node node(Map<String, Object> json) {
        try {
            return NodeValues.read(json);
        } catch (IllegalArgumentException e) {
            throw new ProvisioningException(FaultKind.INVALID_REQUEST, String.valueOf(e.getMessage()));
        }
    }

    private static @Nullable String config(Map<String, Object> json) {
        Object config = json.get("config");
        if (config == null) {
            return null;
        }
        if (!(config instanceof String text)) {
            throw new ProvisioningException(FaultKind.INVALID_REQUEST, "'config' of the node is not text");
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new ProvisioningException(
                    FaultKind.INVALID_REQUEST, "'config' of the node has an unpaired surrogate, which can't be stored");
        }
        return text;
    }
}
