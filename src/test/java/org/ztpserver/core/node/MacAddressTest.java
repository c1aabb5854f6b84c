package org.ztpserver.core.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MacAddressTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00:1c:73:aa:bb:cc",
                "00:1C:73:AA:BB:CC",
                "00-1c-73-aa-bb-cc",
                "001c.73aa.bbcc",
                "001c73aabbcc",
                "001C-73AA-BBCC",
                "00.1c.73.aa.bb.cc"
            })
    void everyNotationIsTheSameAddress(String text) {
        assertThat(MacAddress.parse(text)).hasToString("001c73aabbcc");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "001c73aabbc",
                "001c73aabbccd",
                "00:1c:73:aa:bb",
                "00:1c-73:aa:bb:cc",
                "0:01c73aabbcc",
                "00:1c:73:aa:bb:cg",
                ":001c73aabbcc",
                "001c73aabbcc\n",
                " 001c73aabbcc"
            })
    void anythingElseIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> MacAddress.parse(text));
    }
}
