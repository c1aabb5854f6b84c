package org.ztpserver.eos.disk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ztpserver.core.fault.ProvisioningException;
import org.ztpserver.core.node.Node;
import org.ztpserver.core.node.NodeValues;
import org.ztpserver.core.site.Finding;

/** {@code .node}: the last report of a switch, as JSON. */
final class NodeFile {

    private static final JsonMapper MAPPER = new JsonMapper();

    private NodeFile() {}

    /** @throws ProvisioningException (INVALID_FILE) if it is not the JSON of a node */
    static Node read(String file, byte[] bytes) {
        try {
            if (!(MAPPER.readValue(bytes, Object.class) instanceof Map<?, ?> json)) {
                throw invalid(file, 0, "is not a JSON object");
            }
            Map<String, Object> values = new LinkedHashMap<>();
            json.forEach((key, value) -> values.put((String) key, value));
            return NodeValues.read(values);
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw invalid(file, line, "is not JSON: the node must register again");
        } catch (IllegalArgumentException e) {
            throw invalid(file, 0, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new IllegalStateException(e); // bytes in memory
        }
    }

    static byte[] write(Node node) {
        try {
            return MAPPER.writeValueAsBytes(NodeValues.of(node));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e); // plain values
        }
    }

    private static ProvisioningException invalid(String file, int line, String message) {
        return ProvisioningException.invalidFile(new Finding(file, line, message));
    }
}
