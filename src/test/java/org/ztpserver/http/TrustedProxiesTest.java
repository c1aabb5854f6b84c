package org.ztpserver.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ztpserver.core.address.IpAddress;

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
    void anAddressIsTrustedIfItIsInOneOfTheNetworks(String proxies, String address, boolean trusted) {
        assertThat(TrustedProxies.parse(proxies).trusts(IpAddress.parse(address)))
                .isEqualTo(trusted);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1", "0.0.0.0"})
    void anEmptyTextTrustsNoAddress(String address) {
        assertThat(TrustedProxies.parse("").trusts(IpAddress.parse(address))).isFalse();
        assertThat(TrustedProxies.parse(" , ").trusts(IpAddress.parse(address))).isFalse();
    }

    /** As Jetty, Tomcat and the others write it. */
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1,127.0.0.1",
        "[0:0:0:0:0:0:0:1],::1",
        "0:0:0:0:0:0:0:1,::1",
        "::ffff:192.0.2.1,192.0.2.1",
        "fe80:0:0:0:0:0:0:1%eth0,fe80::1",
        "[fe80:0:0:0:0:0:0:1%2],fe80::1"
    })
    void theAddressOfThePeerIsReadAsContainersWriteIt(String remote, String address) {
        assertThat(TrustedProxies.peer(from(remote))).contains(IpAddress.parse(address));
        assertThat(TrustedProxies.parse(address).trustsPeer(from(remote))).isTrue();
        assertThat(TrustedProxies.parse("192.0.2.99").trustsPeer(from(remote))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "", "unknown", "example.com"})
    void aNameIsNotAnAddressAndIsNeverLookedUp(String name) {
        assertThat(TrustedProxies.peer(from(name))).isEmpty();
        assertThat(TrustedProxies.parse("0.0.0.0/0, ::/0").trustsPeer(from(name)))
                .isFalse();
    }

    private static HttpServletRequest from(String remote) {
        return (HttpServletRequest) Proxy.newProxyInstance(
                TrustedProxiesTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (self, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("getRemoteAddr");
                    return remote;
                });
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
    void aTextThatIsNotAnAddressOrNetworkIsRefused(String text) {
        assertThatThrownBy(() -> TrustedProxies.parse("127.0.0.1, " + text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'");
    }
}
