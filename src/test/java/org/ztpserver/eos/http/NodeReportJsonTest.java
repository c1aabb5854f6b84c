package org.ztpserver.eos.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ztpserver.core.fault.FaultKind;
import org.ztpserver.core.fault.Faults;
import org.ztpserver.core.node.Node;
import org.ztpserver.eos.NodeReport;

class NodeReportJsonTest {

    private static NodeReport read(String json) {
        return NodeReportJson.read(json.getBytes(UTF_8));
    }

    @Test
    void aReportIsTheSwitchAndMayHaveItsConfiguration() {
        Node node = new Node(null, null, "S1", null, Map.of());
        assertThat(read("{\"serialnumber\": \"S1\", \"more\": []}")).isEqualTo(new NodeReport(node, null));
        assertThat(read("{\"serialnumber\": \"S1\", \"config\": \"hostname x\\n\"}"))
                .isEqualTo(new NodeReport(node, "hostname x\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"model\": true}",
                "{\"neighbors\": {\"e1\": [\"x\"]}}",
                "{\"config\": 1}",
                "{\"config\": \"half a character: \\ud83d\"}"
            })
    void whatIsNoReportIsRefusedInASentence(String json) {
        assertThatThrownBy(() -> read(json))
                .is(Faults.fault(FaultKind.INVALID_REQUEST))
                .message()
                .hasSizeBetween(10, 300);
    }
}
