package org.ztpserver.core.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NodeValuesTest {

    private static Map<String, Object> spine(Object device, Object port) {
        return Map.of("device", device, "port", port);
    }

    @Test
    void aSwitchIsReadAsItDescribesItself() {
        Map<String, Object> neighbors = new LinkedHashMap<>();
        neighbors.put("Ethernet2", List.of(spine("s2", "e1"), spine("s3", "e1")));
        neighbors.put("Ethernet1", List.of());
        Node node = NodeValues.read(Map.of(
                "model", "vEOS",
                "serialnumber", "S1",
                "systemmac", "00:1C:73.aa-bb-cc",
                "version", "4.30.1F",
                "neighbors", neighbors,
                "more", List.of()));
        assertThat(node)
                .isEqualTo(new Node(
                        "vEOS",
                        "001C73aabbcc",
                        "S1",
                        "4.30.1F",
                        Map.of(
                                "Ethernet1", List.of(),
                                "Ethernet2", List.of(new Neighbor("s2", "e1"), new Neighbor("s3", "e1")))));
        assertThat(node.neighbors().keySet()).containsExactly("Ethernet2", "Ethernet1");
    }

    @Test
    void nothingIsRequired() {
        assertThat(NodeValues.read(Map.of())).isEqualTo(new Node(null, null, null, null, Map.of()));
    }

    @Test
    void aNumberIsReadAsItsText() {
        Node node = NodeValues.read(Map.of(
                "serialnumber",
                new BigInteger("123456789012345678901234567890"),
                "version",
                new BigDecimal("4.20"),
                "model",
                7050,
                "neighbors",
                Map.of("1", List.of(spine(1, 2.5)))));
        assertThat(node.serialnumber()).isEqualTo("123456789012345678901234567890");
        assertThat(node.version()).isEqualTo("4.20");
        assertThat(node.model()).isEqualTo("7050");
        assertThat(node.neighbors()).containsEntry("1", List.of(new Neighbor("1", "2.5")));
    }

    static Stream<Map<String, ?>> wrong() {
        return Stream.of(
                Map.of("model", true),
                Map.of("model", List.of()),
                Map.of("systemmac", Map.of()),
                Map.of("serialnumber", false),
                Map.of("neighbors", List.of()),
                Map.of("neighbors", "x"),
                Map.of("neighbors", Map.of("e1", "x")),
                Map.of("neighbors", Map.of("e1", Map.of())),
                Map.of("neighbors", Map.of("e1", List.of("x"))),
                Map.of("neighbors", Map.of("e1", List.of(Map.of("device", "d")))),
                Map.of("neighbors", Map.of("e1", List.of(spine("d", true)))),
                Map.of("model", "x".repeat(1025)),
                Map.of("neighbors", Map.of("e".repeat(1025), List.of())),
                Map.of("neighbors", Map.of("e1", List.of(spine("d".repeat(1025), "p")))));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void aValueOfAnotherTypeOrTooLongIsRefusedInASentence(Map<String, ?> json) {
        assertThatThrownBy(() -> NodeValues.read(json))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .hasSizeBetween(10, 300);
    }

    @Test
    void aStoredNodeIsReadBackUnchanged() {
        Node node = new Node(
                "m", "001c73aabbcc", null, "v", Map.of("e1", List.of(new Neighbor("d", "p"), new Neighbor("", ""))));
        assertThat(NodeValues.of(node)).doesNotContainKey("serialnumber");
        assertThat(NodeValues.read(NodeValues.of(node))).isEqualTo(node);
    }
}
