package org.ztpserver.core.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ztpserver.core.address.IpAddress.Family;

class IpAddressTest {

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0,0.0.0.0",
        "192.0.2.1,192.0.2.1",
        "255.255.255.255,255.255.255.255",
        "::,::",
        "::1,::1",
        "1::,1::",
        "0:0:0:0:0:0:0:1,::1",
        "2001:DB8:0:0:8:800:200C:417A,2001:db8::8:800:200c:417a",
        "2001:0db8::0001,2001:db8::1",
        "2001:db8:0:1:1:1:1:1,2001:db8:0:1:1:1:1:1",
        "2001:db8::1:1:1:1:1,2001:db8:0:1:1:1:1:1",
        "2001:0:0:1:0:0:0:1,2001:0:0:1::1",
        "2001:db8:0:0:1:0:0:1,2001:db8::1:0:0:1",
        "1:2:3:4:5:6:7::,1:2:3:4:5:6:7:0",
        "::2:3:4:5:6:7:8,0:2:3:4:5:6:7:8",
        "64:ff9b::192.0.2.33,64:ff9b::c000:221",
        "::192.0.2.1,::c000:201",
    })
    void anAddressPrintsInItsShortestForm(String text, String printed) {
        assertThat(IpAddress.parse(text)).hasToString(printed);
        assertThat(IpAddress.parse(printed)).isEqualTo(IpAddress.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"::ffff:192.0.2.1", "::FFFF:c000:201", "0:0:0:0:0:ffff:192.0.2.1"})
    void anIpv4AddressWrittenAsIpv6IsTheIpv4Address(String text) {
        assertThat(IpAddress.parse(text)).isEqualTo(IpAddress.parse("192.0.2.1"));
        assertThat(IpAddress.parseIpv4(text)).hasToString("192.0.2.1");
        assertThat(IpAddress.parse("::ffff:255.255.255.255")).hasToString("255.255.255.255");
        assertThat(IpAddress.parse("::fffe:192.0.2.1").family()).isEqualTo(Family.IPV6);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "localhost",
                "unknown",
                "example.com",
                "1",
                "127.1",
                "192.0.2",
                "192.0.2.",
                "192.0.2.256",
                "192.0.2.1.1",
                "192.0.2.01",
                "0x7f.0.0.1",
                "192.0.2.-1",
                "192.0.2.1 ",
                "192.0.2.1\n",
                "192.0.2.1:80",
                "192.0.2.1/32",
                "\u0661.0.0.1",
                ":",
                ":::",
                "1:",
                ":1",
                "1::2::3",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4::5:6:7:8",
                "1:2:3:4:5:6:7:8::",
                "::12345",
                "::g",
                "::-1",
                "::+1",
                "::1%eth0",
                "fe80::1%1",
                "[::1]",
                "::192.0.2",
                "::192.0.2.256",
                "192.0.2.1::",
                "::192.0.2.1:1",
                "1:2:3:4:5:6:7:192.0.2.1",
                "0000:0000:0000:0000:0000:0000:0000:00000000001"
            })
    void aTextThatIsNotALiteralIsNotAnAddressAndIsNeverLookedUp(String text) {
        assertThat(IpAddress.find(text)).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IpAddress.parse(text))
                .withMessageEndingWith("' is not an IP address such as 192.0.2.1 or 2001:db8::1");
    }

    @Test
    void aMessageQuotesTheText() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IpAddress.parse("a\nb"))
                .withMessageStartingWith("'a\\u000ab' is not");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IpAddress.parseIpv4("2001:db8::1"))
                .withMessage("'2001:db8::1' is not an IPv4 address such as 192.0.2.1");
    }

    @Test
    void addressesAreOrderedAsNumbersAndIpv4ComesFirst() {
        List<IpAddress> ordered = List.of("9.0.0.0", "10.0.0.0", "128.0.0.0", "255.255.255.255", "::1", "ff::").stream()
                .map(IpAddress::parse)
                .toList();
        assertThat(ordered).isSorted();
    }

    @Test
    void anAddressHasAsManyBitsAsItsFamily() {
        BigInteger tooLarge = BigInteger.ONE.shiftLeft(32);
        assertThatIllegalArgumentException().isThrownBy(() -> new IpAddress(Family.IPV4, tooLarge));
        assertThatIllegalArgumentException().isThrownBy(() -> new IpAddress(Family.IPV6, BigInteger.ONE.negate()));
    }

    @Property
    void aPrintedAddressIsReadBackUnchanged(@ForAll("addresses") IpAddress address) {
        assertThat(IpAddress.parse(address.toString())).isEqualTo(address);
        assertThat(IpAddress.parse(address.toString().toUpperCase(Locale.ROOT))).isEqualTo(address);
        assertThat(IpAddress.find("x" + address)).isEmpty();
    }

    /** Java's own type prints in another form, and means the same. */
    @Property
    void javaMeansTheSameAddress(@ForAll("addresses") IpAddress address) throws UnknownHostException {
        byte[] bits = address.value().toByteArray();
        byte[] bytes = new byte[address.family().bits() / 8];
        for (int i = 1; i <= Math.min(bytes.length, bits.length); i++) {
            bytes[bytes.length - i] = bits[bits.length - i];
        }
        InetAddress java = InetAddress.getByAddress(bytes);
        assertThat(IpAddress.parse(java.getHostAddress())).isEqualTo(address);
        assertThat(InetAddress.getByName(address.toString())).isEqualTo(java);
    }

    @Provide
    Arbitrary<IpAddress> addresses() {
        return Addresses.any();
    }

    /** A text of the right letters is no address, or one that prints as one. */
    @Property
    void everyTextThatIsReadCanBePrintedAndReadAgain(@ForAll("nearly") String text) {
        IpAddress.find(text)
                .ifPresent(address ->
                        assertThat(IpAddress.find(address.toString())).contains(address));
    }

    @Provide
    Arbitrary<String> nearly() {
        return Arbitraries.of("0", "1", "ff", "255", "256", "fe80", "192.0.2.1", ".", ":", "::", "%", "x")
                .list()
                .ofMaxSize(16)
                .map(parts -> String.join("", parts));
    }
}
