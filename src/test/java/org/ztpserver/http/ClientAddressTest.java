package org.ztpserver.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ztpserver.core.address.IpAddress;

class ClientAddressTest {

    private static final ClientAddress ADDRESSES =
            new ClientAddress(TrustedProxies.parse("127.0.0.1, 10.0.0.0/8, 2001:db8:ffff::/48"));

    private static String of(FakeRequest request) {
        return ADDRESSES.of(request.request());
    }

    @Test
    void withoutAProxyTheClientIsThePeerOfTheConnection() {
        FakeRequest request = new FakeRequest();
        request.from = "198.51.100.7";
        assertThat(of(request)).isEqualTo("198.51.100.7");
    }

    @Test
    void headersOfAnAddressThatIsNotATrustedProxyAreIgnored() {
        FakeRequest request =
                new FakeRequest().with("X-Forwarded-For", "192.0.2.1").with("Forwarded", "for=192.0.2.1");
        request.from = "198.51.100.7";
        assertThat(of(request)).isEqualTo("198.51.100.7");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "192.0.2.1 | 192.0.2.1",
                "192.0.2.1:4711 | 192.0.2.1",
                "2001:db8::1 | 2001:db8::1",
                "2001:DB8:0::1 | 2001:db8::1",
                "[2001:db8::1] | 2001:db8::1",
                "[2001:db8::1]:4711 | 2001:db8::1",
                "::ffff:192.0.2.1 | 192.0.2.1",
                // the rightmost that is no trusted proxy's: what stands left of it may be forged
                "203.0.113.66, 192.0.2.1 | 192.0.2.1",
                "203.0.113.66, 192.0.2.1, 10.1.1.1 | 192.0.2.1",
                "127.0.0.1, 192.0.2.1,10.1.1.1 ,10.2.2.2 | 192.0.2.1",
                "203.0.113.66, 192.0.2.1, 2001:db8:ffff::1 | 192.0.2.1",
                // all are proxies: the one that is nearest to the client
                "10.9.9.9, 10.1.1.1 | 10.9.9.9",
                // what is no address ends the search at the proxy that says so
                "192.0.2.1, unknown | 127.0.0.1",
                "192.0.2.1, unknown, 10.1.1.1 | 10.1.1.1",
                "192.0.2.1, _hidden | 127.0.0.1",
                "'192.0.2.1, <script>' | 127.0.0.1",
                "192.0.2.256 | 127.0.0.1",
                "'' | 127.0.0.1",
                "',,' | 127.0.0.1",
                "'192.0.2.1, ' | 192.0.2.1",
            })
    void inXForwardedForTheRightmostAddressThatIsNotAProxyCounts(String header, String expected) {
        assertThat(of(new FakeRequest().with("X-Forwarded-For", header))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "for=192.0.2.1 | 192.0.2.1",
                "For=192.0.2.1;proto=https;by=10.1.1.1 | 192.0.2.1",
                "for=\"192.0.2.1:4711\" | 192.0.2.1",
                "for=\"[2001:db8::1]\" | 2001:db8::1",
                "for=\"[2001:db8::1]:4711\" | 2001:db8::1",
                "for=203.0.113.66, for=192.0.2.1 | 192.0.2.1",
                "for=203.0.113.66, for=192.0.2.1;host=\"a,b\", for=10.1.1.1 | 192.0.2.1",
                "for=\"203.0.113.66\\\"\", for=192.0.2.1 | 192.0.2.1",
                "for=192.0.2.1, for=unknown | 127.0.0.1",
                "for=192.0.2.1, for=_SEVKISEK, for=10.1.1.1 | 10.1.1.1",
                "for=192.0.2.1, proto=http | 127.0.0.1",
                "for=192.0.2.1, no header at all | 127.0.0.1",
                "for=192.0.2.1, for=\"10.1.1.1 | 127.0.0.1",
                "',,for=192.0.2.1,,,' | 192.0.2.1",
                "'for=192.0.2.1;;' | 192.0.2.1",
            })
    void inForwardedToo(String header, String expected) {
        assertThat(of(new FakeRequest().with("Forwarded", header))).isEqualTo(expected);
    }

    /** A regular expression would overflow the stack, or take seconds. */
    @ParameterizedTest
    @ValueSource(strings = {"for=\"%s\"", "for=\"%s", "%s", "for=%s", "for=192.0.2.1, %s", "%s=1", "for=1;%s"})
    void aHeaderOfAnyLengthIsReadAtOnce(String form) {
        for (String part : List.of("a", "\\", "\\a", ";", "\"", "=", " ", "a=b;", "\\\"")) {
            FakeRequest request = new FakeRequest().with("Forwarded", form.formatted(part.repeat(200_000)));
            assertThat(assertTimeoutPreemptively(Duration.ofSeconds(20), () -> of(request)))
                    .isIn("127.0.0.1", "192.0.2.1");
        }
    }

    @Test
    void aHeaderOfSeveralLinesIsOneList() {
        assertThat(of(new FakeRequest()
                        .with("X-Forwarded-For", "203.0.113.66")
                        .with("X-Forwarded-For", "192.0.2.1")
                        .with("X-Forwarded-For", "10.1.1.1")))
                .isEqualTo("192.0.2.1");
    }

    @Test
    void forwardedHasPriorityIfBothHeadersHaveAnAddress() {
        assertThat(of(new FakeRequest().with("Forwarded", "for=192.0.2.1").with("X-Forwarded-For", "192.0.2.9")))
                .isEqualTo("192.0.2.1");
        assertThat(of(new FakeRequest().with("Forwarded", "proto=https").with("X-Forwarded-For", "192.0.2.9")))
                .isEqualTo("192.0.2.9");
    }

    @Property
    void theResultIsAnAddressForAnyHeaders(@ForAll String forwarded, @ForAll String forwardedFor) {
        String address = of(new FakeRequest().with("Forwarded", forwarded).with("X-Forwarded-For", forwardedFor));
        assertThat(IpAddress.find(address)).isPresent();
    }

    /** A client can put anything to the left of what the proxy adds. */
    @Property
    void noClientCanPretendToBeAnother(@ForAll String forged) {
        assertThat(of(new FakeRequest().with("X-Forwarded-For", forged + ", 192.0.2.1")))
                .isEqualTo("192.0.2.1");
    }
}
