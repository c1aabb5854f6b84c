package org.ztpserver.cli;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A network of IPv4.
 *
 * @param address the network's own, {@code 192.0.2.0}
 * @param prefix how many of its bits are the network's, 1 to 30
 */
public record Subnet(Ipv4 address, int prefix) {

    private static final Pattern FORM = Pattern.compile("([0-9.]+)/([0-9]{1,2})");

    /** An address of IPv4, which prints as {@code 192.0.2.1}. */
    public record Ipv4(int bits) implements Comparable<Ipv4> {

        private static final Pattern FORM =
                Pattern.compile("([0-9]{1,3})\\.([0-9]{1,3})\\.([0-9]{1,3})\\.([0-9]{1,3})");

        /** @throws IllegalArgumentException when it is none */
        public static Ipv4 parse(String text) {
            Matcher matcher = FORM.matcher(text);
            if (!matcher.matches()) {
                throw new IllegalArgumentException("'" + text + "' is no IPv4 address such as 192.0.2.1");
            }
            int bits = 0;
            for (int group = 1; group <= 4; group++) {
                int octet = Integer.parseInt(matcher.group(group));
                if (octet > 255) {
                    throw new IllegalArgumentException("'" + text + "' is no IPv4 address: " + octet + " is over 255");
                }
                bits = bits << 8 | octet;
            }
            return new Ipv4(bits);
        }

        @Override
        public int compareTo(Ipv4 other) {
            return Integer.compareUnsigned(bits, other.bits);
        }

        @Override
        public String toString() {
            return (bits >>> 24) + "." + (bits >>> 16 & 0xff) + "." + (bits >>> 8 & 0xff) + "." + (bits & 0xff);
        }
    }

    public Subnet {
        if (prefix < 1 || prefix > 30) {
            throw new IllegalArgumentException("the prefix length of a subnet is 1 to 30, not " + prefix);
        }
        if ((address.bits() & ~mask(prefix)) != 0) {
            throw new IllegalArgumentException(address + "/" + prefix + " is an address in a subnet: the subnet is "
                    + new Ipv4(address.bits() & mask(prefix)) + "/" + prefix);
        }
    }

    /**
     * Reads {@code 192.0.2.0/24}.
     *
     * @throws IllegalArgumentException when it is no subnet
     */
    public static Subnet parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no subnet such as 192.0.2.0/24");
        }
        return new Subnet(Ipv4.parse(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    Ipv4 netmask() {
        return new Ipv4(mask(prefix));
    }

    /**
     * Checks that an address is one of a host of this subnet.
     *
     * @return the address
     * @throws IllegalArgumentException when it is not
     */
    Ipv4 host(Ipv4 host) {
        int own = host.bits() & ~mask(prefix);
        if ((host.bits() & mask(prefix)) != address.bits() || own == 0 || own == ~mask(prefix)) {
            throw new IllegalArgumentException(host + " is no address of a host in " + this);
        }
        return host;
    }

    private static int mask(int prefix) {
        return -1 << (32 - prefix);
    }

    @Override
    public String toString() {
        return address + "/" + prefix;
    }
}
