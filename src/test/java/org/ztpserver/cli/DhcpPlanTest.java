package org.ztpserver.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.ztpserver.core.address.IpAddress;
import org.ztpserver.core.node.SerialNumber;
import org.ztpserver.protocol.DhcpClass;

class DhcpPlanTest {

    private static final String URL = "http://192.0.2.1";

    private static final List<DhcpClass> CLASSES = List.of(
            new DhcpClass("a", "A says so.", "Vendor A", new DhcpClass.Boot.Url("/boot"), Optional.empty()),
            new DhcpClass(
                    "b",
                    "B says so.",
                    "Vendor B",
                    new DhcpClass.Boot.Tftp("script.py", "b/tftp"),
                    Optional.of(serial -> serial.value().getBytes(US_ASCII))));

    private static DhcpPlan plan(
            String subnet, String first, String last, String url, Map<SerialNumber, IpAddress> hosts) {
        return new DhcpPlan(
                Subnet.parse(subnet),
                IpAddress.parse(first),
                IpAddress.parse(last),
                Optional.empty(),
                url,
                IpAddress.parse("192.0.2.1"),
                Optional.empty(),
                CLASSES,
                hosts);
    }

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0/1, 128.0.0.0",
        "192.0.2.0/24, 255.255.255.0",
        "192.0.2.128/25, 255.255.255.128",
        "10.0.0.0/8, 255.0.0.0",
        "192.0.2.4/30, 255.255.255.252"
    })
    void aPrefixIsANetmask(String subnet, String netmask) {
        assertThat(Subnet.parse(subnet).netmask()).hasToString(netmask);
        assertThat(Subnet.parse(subnet)).hasToString(subnet);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "192.0.2.0 | not an IPv4 network such as 192.0.2.0/24",
                "192.0.2.0/31 | 1 to 30, not 31",
                "192.0.2.0/0 | 1 to 30, not 0",
                "192.0.2.7/24 | use 192.0.2.0/24",
                "192.0.256.0/24 | not an IPv4 network such as 192.0.2.0/24",
                "192.0.2/24 | not an IPv4 network",
                "ztp/24 | not an IPv4 network",
                "2001:db8::/32 | not an IPv4 network",
            })
    void aTextThatIsNotASubnetIsRefused(String text, String reason) {
        assertThatThrownBy(() -> Subnet.parse(text)).hasMessageContaining(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.0, 192.0.2.9, 192.0.2.0 is not the address of a host",
        "192.0.2.1, 192.0.2.255, 192.0.2.255 is not the address of a host",
        "192.0.3.1, 192.0.3.9, 192.0.3.1 is not the address of a host in 192.0.2.0/24",
        "192.0.2.9, 192.0.2.8, the range 192.0.2.9-192.0.2.8 is empty"
    })
    void aRangeLiesInItsSubnet(String first, String last, String reason) {
        assertThatThrownBy(() -> plan("192.0.2.0/24", first, last, URL, Map.of()))
                .hasMessageContaining(reason);
    }

    @Test
    void addressesAreComparedWithoutASign() {
        assertThat(plan("0.0.0.0/1", "10.0.0.1", "127.0.0.1", URL, Map.of()).first())
                .hasToString("10.0.0.1");
        assertThat(plan("128.0.0.0/1", "128.0.0.1", "192.0.0.1", URL, Map.of()).last())
                .hasToString("192.0.0.1");
    }

    @Test
    void aReservationOutsideTheSubnetIsRefused() {
        Map<SerialNumber, IpAddress> outside = Map.of(SerialNumber.parse("S1"), IpAddress.parse("198.51.100.1"));
        assertThatThrownBy(() -> plan("192.0.2.0/24", "192.0.2.1", "192.0.2.9", URL, outside))
                .hasMessageContaining("198.51.100.1 is not the address of a host in 192.0.2.0/24");
    }

    @Test
    void aUrlThatCanNotBeADhcpOptionIsRefused() {
        assertThatThrownBy(() -> plan("192.0.2.0/24", "192.0.2.1", "192.0.2.9", URL + ",b", Map.of()))
                .hasMessageContaining("comma");
    }

    @ParameterizedTest
    @EnumSource
    void withoutRouterAndReservationsTheConfigurationHasNone(DhcpFlavor flavor) {
        assertThat(flavor.write(plan("192.0.2.0/24", "192.0.2.1", "192.0.2.9", URL, Map.of())))
                .contains(URL + "/boot", "script.py", "Vendor A", "Vendor B", "192.0.2.9")
                .doesNotContain("router", "serial number as", "tftp-root");
    }
}
