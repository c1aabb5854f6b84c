package org.ztpserver.http.poap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ztpserver.provisioning.InvalidRequestException;

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
        assertThatExceptionOfType(InvalidRequestException.class).isThrownBy(() -> data(body));
    }
}
