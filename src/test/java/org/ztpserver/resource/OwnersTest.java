package org.ztpserver.resource;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ztpserver.core.node.IdentifierScheme;
import org.ztpserver.core.node.NodeId;

class OwnersTest {

    private static final UnaryOperator<String> MAC = Owners.normalizer(IdentifierScheme.SYSTEMMAC);
    private static final UnaryOperator<String> SERIAL = Owners.normalizer(IdentifierScheme.SERIALNUMBER);

    @ParameterizedTest
    @ValueSource(strings = {"001c73aabbcc", "00:1c:73:aa:bb:cc", "00-1C-73-AA-BB-CC", "001C.73aa.BBcc"})
    void aMacAddressIsOneOwnerInEveryNotation(String written) {
        assertThat(MAC.apply(written)).isEqualTo("001c73aabbcc");
        assertThat(Owners.isOf(NodeId.parse("001C73AABBCC"), written, MAC)).isTrue();
    }

    @Test
    void theNameAfterTheHashKeepsItsSpelling() {
        assertThat(MAC.apply("00:1C:73:AA:BB:CC#Lo-0.v4")).isEqualTo("001c73aabbcc#Lo-0.v4");
        assertThat(MAC.apply("00:1C:73:AA:BB:CC#Lo-0.v4")).isNotEqualTo(MAC.apply("001c73aabbcc#lo0v4"));
    }

    @Test
    void aSerialNumberIsNotChanged() {
        assertThat(SERIAL.apply("JPE.1-a#X")).isEqualTo("JPE.1-a#X");
        assertThat(Owners.isOf(NodeId.parse("jpe1"), "JPE1", SERIAL)).isFalse();
    }

    @Test
    void aNamedValueBelongsToTheNode() {
        NodeId node = NodeId.parse("JPE1");

        assertThat(Owners.isOf(node, "JPE1#lo0", SERIAL)).isTrue();
        assertThat(Owners.isOf(node, "JPE12", SERIAL)).isFalse();
        assertThat(Owners.isOf(node, "JPE12#JPE1", SERIAL)).isFalse();
    }
}
