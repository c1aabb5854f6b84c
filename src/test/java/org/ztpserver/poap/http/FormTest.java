package org.ztpserver.poap.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ztpserver.core.fault.FaultKind;
import org.ztpserver.core.fault.Faults;

class FormTest {

    private static String data(String body) {
        return Form.parse(body.getBytes(StandardCharsets.UTF_8)).required("data");
    }

    @Test
    void aFieldIsDecoded() {
        assertThat(data("data=aaaa.aaaa.aaaa")).isEqualTo("aaaa.aaaa.aaaa");
        assertThat(data("a=b&data=aa%3Aaa+&data=second")).isEqualTo("aa:aa");
        assertThat(data("d%61ta=x%3D%26")).isEqualTo("x=&");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "data", "data=", "data=%20", "Data=x", "=x", "&&", "data=%", "data=%zz", "{\"data\": 1}"})
    void whatHasNoDataIsRefused(String body) {
        Faults.assertThatFault(FaultKind.INVALID_REQUEST).isThrownBy(() -> data(body));
    }
}
