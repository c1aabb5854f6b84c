package org.ztpserver.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "127.0.0.0/8, ::1 | 127.0.0.1 | true",
                "127.0.0.0/8, ::1 | 127.255.255.255 | true",
                "127.0.0.0/8, ::1 | ::1 | true",
                "127.0.0.0/8, ::1 | 0:0:0:0:0:0:0:1 | true",
                "127.0.0.0/8, ::1 | 128.0.0.1 | false",
                "127.0.0.0/8, ::1 | ::2 | false",
                "192.0.2.1 | 192.0.2.1 | true",
                "192.0.2.1 | 192.0.2.2 | false",
                "192.0.2.128/25 | 192.0.2.128 | true",
                "192.0.2.128/25 | 192.0.2.127 | false",
                "0.0.0.0/0 | 203.0.113.9 | true",
                "0.0.0.0/0 | 2001:db8::1 | false",
                "2001:db8::/33 | 2001:db8:7fff::1 | true",
                "2001:db8::/33 | 2001:db8:8000::1 | false",
                ",192.0.2.1,, | 192.0.2.1 | true"
            })
    void anAddressIsTrustedWhenItIsInOneOfTheNetworks(String proxies, String address, boolean trusted) {
        assertThat(TrustedProxies.parse(proxies).trusts(address)).isEqualTo(trusted);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1", "0.0.0.0"})
    void anEmptyTextTrustsNobody(String address) {
        assertThat(TrustedProxies.parse("").trusts(address)).isFalse();
        assertThat(TrustedProxies.parse(" , ").trusts(address)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "", "unknown", "example.com"})
    void aNameIsNoAddressAndIsNeverLookedUp(String name) {
        assertThat(TrustedProxies.parse("0.0.0.0/0, ::/0").trusts(name)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/x",
                "10.0.0.0/",
                "::1/129",
                "1.2.3.4.5",
                "10.0.0.0 10.0.0.1"
            })
    void whatIsNoAddressOrNetworkIsRefused(String text) {
        assertThatThrownBy(() -> TrustedProxies.parse("127.0.0.1, " + text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'");
    }
}
