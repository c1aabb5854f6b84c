package org.ztpserver.eos.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BodyLimitsTest {

    private final BodyLimits limits = new BodyLimits(1_000, 2_000);

    @ParameterizedTest
    @CsvSource({
        "/nodes, 1000",
        "/nodes/, 1000",
        "/nodes/N/startup-config, 2000",
        "/nodes/N/startup-config/, 2000",
        "/nodes/N/progress, 16384",
        "/JMX2, 0",
        "/files/startup-config, 0",
        "/, 0",
    })
    void eachPathOfEosHasItsOwn(String path, int limit) {
        assertThat(limits.of(path)).isEqualTo(limit);
    }
}
