package org.ztpserver.core.address;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.ztpserver.core.address.IpAddress.Family;
import org.ztpserver.core.node.Printable;

/**
 * An IPv4 or IPv6 network, which can be a single address. It prints as {@code 192.0.2.0/24}.
 *
 * @param address the first address of the network; the constructor converts any other address to it
 * @param prefix the number of bits that all its addresses share
 */
public record IpNetwork(IpAddress address, int prefix) {

    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,3}");

    /** The number of bits before an IPv4 address that is written as IPv6. */
    private static final int MAPPED = Family.IPV6.bits() - Family.IPV4.bits();

    /** @throws IllegalArgumentException if the prefix is negative or longer than an address */
    public IpNetwork {
        int bits = address.family().bits();
        if (prefix < 0 || prefix > bits) {
            throw new IllegalArgumentException(mustBe(0, bits));
        }
        address = new IpAddress(
                address.family(), address.value().shiftRight(bits - prefix).shiftLeft(bits - prefix));
    }

    /**
     * Reads {@code 192.0.2.0/24}, {@code 2001:db8::/32}, or an address without a prefix. Bits after the prefix do not
     * matter: {@code 192.0.2.7/24} is the same network.
     *
     * @throws IllegalArgumentException if it is none of these; the message is safe to show
     */
    public static IpNetwork parse(String text) {
        int slash = text.indexOf('/');
        String written = slash < 0 ? text : text.substring(0, slash);
        IpAddress address = IpAddress.find(written)
                .orElseThrow(() -> new IllegalArgumentException(
                        Printable.quote(text) + " is not an IP address or network such as 192.0.2.1 or 192.0.2.0/24"));
        int bits = address.family().bits();
        if (slash < 0) {
            return new IpNetwork(address, bits);
        }
        int before = address.family() == Family.IPV4 && written.contains(":") ? MAPPED : 0;
        String length = text.substring(slash + 1);
        int prefix = LENGTH.matcher(length).matches() ? Integer.parseInt(length) : -1;
        if (prefix < before || prefix > before + bits) {
            throw new IllegalArgumentException(Printable.quote(text) + ": " + mustBe(before, before + bits));
        }
        return new IpNetwork(address, prefix - before);
    }

    /**
     * Reads networks separated by commas: {@code 127.0.0.1, 10.0.0.0/8, ::1}. Ignores empty entries.
     *
     * @throws IllegalArgumentException if an entry is not a network; the message is safe to show
     */
    public static List<IpNetwork> parseAll(String text) {
        return Arrays.stream(text.split(","))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .map(IpNetwork::parse)
                .toList();
    }

    /** Whether the address is in this network. */
    public boolean contains(IpAddress other) {
        return other.family() == address.family()
                && other.value().xor(address.value()).bitLength()
                        <= address.family().bits() - prefix;
    }

    private static String mustBe(int from, int to) {
        return "the prefix length must be a number from " + from + " to " + to;
    }

    @Override
    public String toString() {
        return address + "/" + prefix;
    }
}
