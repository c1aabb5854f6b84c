package org.ztpserver.core.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IpNetworkTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.0/24,192.0.2.0/24",
        "192.0.2.7/24,192.0.2.0/24",
        "192.0.2.7,192.0.2.7/32",
        "255.255.255.255/0,0.0.0.0/0",
        "2001:db8::1,2001:db8::1/128",
        "2001:DB8:ffff::/33,2001:db8:8000::/33",
        "::/0,::/0",
        "::ffff:10.1.2.3/104,10.0.0.0/8",
        "::ffff:10.1.2.3,10.1.2.3/32",
        "::ffff:0:0/96,0.0.0.0/0"
    })
    void aNetworkIsItsFirstAddressAndAPrefix(String text, String printed) {
        assertThat(IpNetwork.parse(text)).hasToString(printed);
        assertThat(IpNetwork.parse(printed)).isEqualTo(IpNetwork.parse(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "localhost | 'localhost' is not an IP address or network such as 192.0.2.1 or 192.0.2.0/24",
                "'' | '' is not an IP address or network such as 192.0.2.1 or 192.0.2.0/24",
                "10/8 | '10/8' is not an IP address or network such as 192.0.2.1 or 192.0.2.0/24",
                "10.0.0.0/33 | '10.0.0.0/33': the prefix length must be a number from 0 to 32",
                "10.0.0.0/-1 | '10.0.0.0/-1': the prefix length must be a number from 0 to 32",
                "10.0.0.0/+8 | '10.0.0.0/+8': the prefix length must be a number from 0 to 32",
                "10.0.0.0/ | '10.0.0.0/': the prefix length must be a number from 0 to 32",
                "10.0.0.0/8/8 | '10.0.0.0/8/8': the prefix length must be a number from 0 to 32",
                "10.0.0.0/255.0.0.0 | '10.0.0.0/255.0.0.0': the prefix length must be a number from 0 to 32",
                "::1/129 | '::1/129': the prefix length must be a number from 0 to 128",
                "::ffff:10.0.0.0/8 | '::ffff:10.0.0.0/8': the prefix length must be a number from 96 to 128",
                "fe80::1%eth0/64 | 'fe80::1%eth0/64' is not an IP address or network such as 192.0.2.1 or 192.0.2.0/24"
            })
    void aTextThatIsNotANetworkIsRefused(String text, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IpNetwork.parse(text))
                .withMessage(message);
    }

    @Test
    void networksInAListAreSeparatedByCommas() {
        assertThat(IpNetwork.parseAll("127.0.0.1,10.0.0.0/8 ,\n::1,,"))
                .containsExactly(
                        IpNetwork.parse("127.0.0.1"), IpNetwork.parse("10.0.0.0/8"), IpNetwork.parse("::1/128"));
        assertThat(IpNetwork.parseAll("")).isEmpty();
        assertThat(IpNetwork.parseAll(" , ")).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> IpNetwork.parseAll("10.0.0.0 10.0.0.1"));
    }

    @Property
    void aNetworkHasTheAddressesThatShareItsFirstBits(
            @ForAll("addresses") IpAddress one,
            @ForAll("addresses") IpAddress other,
            @ForAll @IntRange(max = 128) int n) {
        int bits = one.family().bits();
        int prefix = Math.min(n, bits);
        boolean same = one.family() == other.family();
        for (int bit = bits - prefix; bit < bits; bit++) {
            same &= one.value().testBit(bit) == other.value().testBit(bit);
        }
        assertThat(new IpNetwork(one, prefix).contains(other)).isEqualTo(same);
    }

    @Property
    void aNetworkIsTheSameForEachOfItsAddresses(
            @ForAll("addresses") IpAddress address, @ForAll @IntRange(max = 128) int n) {
        int prefix = Math.min(n, address.family().bits());
        IpNetwork network = new IpNetwork(address, prefix);
        assertThat(network.contains(address)).isTrue();
        assertThat(network.contains(network.address())).isTrue();
        assertThat(network.address()).isLessThanOrEqualTo(address);
        assertThat(IpNetwork.parse(address + "/" + prefix)).isEqualTo(network);
        assertThat(IpNetwork.parse(network.toString())).isEqualTo(network);
    }

    @Provide
    Arbitrary<IpAddress> addresses() {
        return Addresses.any();
    }
}
