package org.ztpserver.eos.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ztpserver.core.fault.Faults.assertThatFault;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ztpserver.core.fault.FaultKind;
import org.ztpserver.core.fault.Faults;
import org.ztpserver.core.node.Neighbor;
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
    @ValueSource(strings = {"1234567890", "0.5", "\"007e1\"", "12345678901234567890123456789", "1e400"})
    void aNumberIsTheTextOfItself(String number) {
        Node node = read("{\"serialnumber\": " + number + ", \"model\": 7050, \"version\": 4.20}")
                .node();

        assertThat(node.serialnumber()).isEqualTo(number.replace("\"", "").replace("1e400", "1E+400"));
        assertThat(node.model()).isEqualTo("7050");
        assertThat(node.version()).isEqualTo("4.20");
    }

    /** A megabyte of brackets would take twenty of memory, and thirty clients all there is. */
    @Test
    void aReportOfNothingButBracketsIsRefused() {
        assertThatThrownBy(() -> read("{\"serialnumber\": \"S1\", \"more\": [" + "[],".repeat(10_000) + "[]]}"))
                .is(Faults.fault(FaultKind.INVALID_REQUEST))
                .hasMessageContaining("more than 20000 brackets, names and values");
    }

    @Test
    void halfACharacterInANameIsTaken() {
        NodeReport report = read("{\"serialnumber\": \"\\ud800\", \"model\": \"\\ud800\", \"version\": \"\\udc00x\","
                + " \"neighbors\": {\"e1\": [{\"device\": \"\\ud800\", \"port\": \"p\"}]}}");

        assertThat(report.node().version()).isEqualTo("\udc00x");
        assertThat(report.node().neighbors()).containsEntry("e1", List.of(new Neighbor("\ud800", "p")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "[{}]",
                "\"text\"",
                "1",
                "{",
                "{}{}",
                "{\"serialnumber\": \"x\"} x",
                "{'a': 1}",
                "{\"serialnumber\": }",
                "{\"serialnumber\": NaN}",
                "\u0000",
                "<xml/>",
                "serialnumber=x",
                "\uFEFF{\"serialnumber\": \"x\"}"
            })
    void aBodyThatIsNoJsonObjectIsRefused(String json) {
        refused(json.getBytes(UTF_8), "the body of the request is ");
    }

    @Test
    void jsonThatIsDeepOrHasEndlessNumbersIsRefused() {
        String deep = "[".repeat(100_000) + "]".repeat(100_000);

        refused(
                ("{\"serialnumber\": " + deep + "}").getBytes(UTF_8),
                "the body of the request is JSON beyond the limits");
        refused(
                ("{\"serialnumber\": \"x\", \"model\": " + "9".repeat(100_000) + "}").getBytes(UTF_8),
                "the body of the request is JSON beyond the limits");
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() {
        refused(
                "{\"serialnumber\": \"x\", \"model\": \"caf\u00e9\"}".getBytes(ISO_8859_1),
                "the body of the request is not UTF-8");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"serialnumber\": []} | 'serialnumber' of the node is not text",
                "{\"serialnumber\": {}} | 'serialnumber' of the node is not text",
                "{\"serialnumber\": true} | 'serialnumber' of the node is not text",
                "{\"model\": true} | 'model' of the node is not text",
                "{\"serialnumber\": \"x\", \"model\": []} | 'model' of the node is not text",
                "{\"neighbors\": []} | 'neighbors' of the node is not a map of interfaces",
                "{\"neighbors\": {\"e1\": {}}} | the neighbors of an interface are not a list",
                "{\"neighbors\": {\"e1\": [1]}} | a neighbor is not a map of 'device' and 'port'",
                "{\"neighbors\": {\"e1\": [\"x\"]}} | a neighbor is not a map of 'device' and 'port'",
                "{\"neighbors\": {\"e1\": [{\"device\": \"d\"}]}} | 'port' of a neighbor is not text",
                "{\"neighbors\": {\"e1\": [{\"device\": [], \"port\": \"p\"}]}} | 'device' of a neighbor is not text",
                "{\"config\": 1} | 'config' of the node is not text",
                "{\"config\": \"x\\ud83d\"} | 'config' of the node has an unpaired surrogate, which can't be stored"
            })
    void aValueOfAnotherTypeIsNamed(String json, String sentence) {
        refused(json.getBytes(UTF_8), sentence);
    }

    private static void refused(byte[] body, String sentence) {
        assertThatFault(FaultKind.INVALID_REQUEST)
                .isThrownBy(() -> NodeReportJson.read(body))
                .withMessageStartingWith(sentence)
                .satisfies(fault -> assertThat(fault.getMessage()).hasSizeBetween(10, 300));
    }
}
