package org.ztpserver.core.address;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.ztpserver.core.node.Printable;

/**
 * An IPv4 or IPv6 address. An IPv4 address written as IPv6 ({@code ::ffff:192.0.2.1}) becomes the IPv4 address, so that
 * both spellings are equal. An address has no zone ({@code %eth0}).
 *
 * <p>It prints as {@code 192.0.2.1}, or in the form of RFC 5952, {@code 2001:db8::1}.
 *
 * @param value the bits as an unsigned number
 */
public record IpAddress(Family family, BigInteger value) implements Comparable<IpAddress> {

    /** IPv4 or IPv6, with the length of an address. */
    public enum Family {
        IPV4(32),
        IPV6(128);

        private final int bits;

        Family(int bits) {
            this.bits = bits;
        }

        /** The number of bits in an address. */
        public int bits() {
            return bits;
        }
    }

    private static final Comparator<IpAddress> ORDER =
            Comparator.comparing(IpAddress::family).thenComparing(IpAddress::value);

    /** The bits before the last 32 of an IPv4 address that is written as IPv6. */
    private static final BigInteger MAPPED = BigInteger.valueOf(0xffff);

    /** No leading zeros: some programs read {@code 010} as ten, others as eight. */
    private static final Pattern OCTETS = Pattern.compile("N\\.N\\.N\\.N".replace("N", "(0|[1-9][0-9]{0,2})"));

    private static final Pattern GROUP = Pattern.compile("[0-9A-Fa-f]{1,4}");
    private static final int GROUPS = 8;
    private static final int LONGEST = "ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255".length();

    /** @throws IllegalArgumentException if the value is negative or has more bits than the family */
    public IpAddress {
        if (value.signum() < 0 || value.bitLength() > family.bits()) {
            throw new IllegalArgumentException("an address of " + family + " has " + family.bits() + " bits");
        }
        if (family == Family.IPV6 && value.shiftRight(Family.IPV4.bits()).equals(MAPPED)) {
            family = Family.IPV4;
            value = BigInteger.valueOf(value.intValue() & 0xffff_ffffL);
        }
    }

    /** The address that the text denotes; empty if the text is not an address. Never looks up a name. */
    public static Optional<IpAddress> find(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        return text.contains(":")
                ? ipv6(text).map(value -> new IpAddress(Family.IPV6, value))
                : ipv4(text).map(value -> new IpAddress(Family.IPV4, BigInteger.valueOf(value)));
    }

    /**
     * Reads {@code 192.0.2.1} or {@code 2001:db8::1}.
     *
     * @throws IllegalArgumentException if it is neither; the message is safe to show
     */
    public static IpAddress parse(String text) {
        return find(text)
                .orElseThrow(() -> new IllegalArgumentException(
                        Printable.quote(text) + " is not an IP address such as 192.0.2.1 or 2001:db8::1"));
    }

    /**
     * Reads {@code 192.0.2.1}, for uses that don't support IPv6.
     *
     * @throws IllegalArgumentException if it is not an IPv4 address; the message is safe to show
     */
    public static IpAddress parseIpv4(String text) {
        return find(text)
                .filter(address -> address.family() == Family.IPV4)
                .orElseThrow(() -> new IllegalArgumentException(
                        Printable.quote(text) + " is not an IPv4 address such as 192.0.2.1"));
    }

    private static Optional<Long> ipv4(String text) {
        Matcher octets = OCTETS.matcher(text);
        if (!octets.matches()) {
            return Optional.empty();
        }
        long value = 0;
        for (int i = 1; i <= octets.groupCount(); i++) {
            int octet = Integer.parseInt(octets.group(i));
            if (octet > 0xff) {
                return Optional.empty();
            }
            value = value << 8 | octet;
        }
        return Optional.of(value);
    }

    private static Optional<BigInteger> ipv6(String text) {
        if (text.contains(".")) {
            int end = text.lastIndexOf(':') + 1;
            return ipv4(text.substring(end))
                    .flatMap(value -> ipv6(text.substring(0, end)
                            + Long.toHexString(value >> 16)
                            + ":"
                            + Long.toHexString(value & 0xffff)));
        }
        String[] halves = text.split("::", -1);
        List<String> groups = new ArrayList<>(groups(halves[0]));
        if (halves.length == 2) {
            List<String> last = groups(halves[1]);
            groups.addAll(Collections.nCopies(Math.max(1, GROUPS - groups.size() - last.size()), "0"));
            groups.addAll(last);
        }
        if (halves.length > 2 || groups.size() != GROUPS || !groups.stream().allMatch(GROUP.asMatchPredicate())) {
            return Optional.empty();
        }
        return Optional.of(groups.stream()
                .map(group -> new BigInteger(group, 16))
                .reduce(BigInteger.ZERO, (value, group) -> value.shiftLeft(16).or(group)));
    }

    private static List<String> groups(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(":", -1));
    }

    @Override
    public int compareTo(IpAddress other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return family == Family.IPV4 ? dotted() : colons();
    }

    private String dotted() {
        int bits = value.intValue();
        return (bits >>> 24) + "." + (bits >>> 16 & 0xff) + "." + (bits >>> 8 & 0xff) + "." + (bits & 0xff);
    }

    /** Writes the longest run of zeros as {@code ::}, the first one if two are equally long. A single zero stays. */
    private String colons() {
        List<Integer> groups = new ArrayList<>();
        for (int shift = Family.IPV6.bits() - 16; shift >= 0; shift -= 16) {
            groups.add(value.shiftRight(shift).intValue() & 0xffff);
        }
        int begin = 0;
        int length = 1;
        for (int from = 0; from < GROUPS; from++) {
            int to = from;
            while (to < GROUPS && groups.get(to) == 0) {
                to++;
            }
            if (to - from > length) {
                begin = from;
                length = to - from;
            }
        }
        return length == 1
                ? hex(groups)
                : hex(groups.subList(0, begin)) + "::" + hex(groups.subList(begin + length, GROUPS));
    }

    private static String hex(List<Integer> groups) {
        return groups.stream().map(Integer::toHexString).collect(Collectors.joining(":"));
    }
}
