package org.ztpserver.cli;

import java.math.BigInteger;
import org.ztpserver.core.address.IpAddress;
import org.ztpserver.core.address.IpAddress.Family;
import org.ztpserver.core.address.IpNetwork;
import org.ztpserver.core.node.Printable;

/**
 * A network that DHCP can serve: IPv4, with room for hosts.
 *
 * @param network a network with a prefix of 1 to 30 bits
 */
public record Subnet(IpNetwork network) {

    private static final long ALL_ONES = 0xffff_ffffL;

    /** @throws IllegalArgumentException if DHCP for IPv4 can't serve this network */
    public Subnet {
        if (network.address().family() != Family.IPV4) {
            throw new IllegalArgumentException("'" + network + "' is not an IPv4 network such as 192.0.2.0/24");
        }
        if (network.prefix() < 1 || network.prefix() > 30) {
            throw new IllegalArgumentException(
                    "the prefix length of a subnet must be from 1 to 30, not " + network.prefix());
        }
    }

    /**
     * Reads {@code 192.0.2.0/24}. The part before the slash must be the address of the network.
     *
     * @throws IllegalArgumentException if it is not a subnet
     */
    public static Subnet parse(String text) {
        int slash = text.indexOf('/');
        IpAddress written = IpAddress.find(slash < 0 ? "" : text.substring(0, slash))
                .filter(address -> address.family() == Family.IPV4)
                .orElseThrow(() -> new IllegalArgumentException(
                        Printable.quote(text) + " is not an IPv4 network such as 192.0.2.0/24"));
        Subnet subnet = new Subnet(IpNetwork.parse(text));
        if (!written.equals(subnet.address())) {
            throw new IllegalArgumentException(text + " is an address in a subnet: use " + subnet);
        }
        return subnet;
    }

    IpAddress address() {
        return network.address();
    }

    IpAddress netmask() {
        return ipv4(mask());
    }

    /**
     * Checks that an address belongs to a host of this subnet.
     *
     * @return the address
     * @throws IllegalArgumentException if it does not
     */
    IpAddress host(IpAddress host) {
        IpAddress broadcast = ipv4(address().value().longValue() | (mask() ^ ALL_ONES));
        if (!network.contains(host) || host.equals(address()) || host.equals(broadcast)) {
            throw new IllegalArgumentException(host + " is not the address of a host in " + this);
        }
        return host;
    }

    private long mask() {
        return ALL_ONES << (Family.IPV4.bits() - network.prefix()) & ALL_ONES;
    }

    private static IpAddress ipv4(long bits) {
        return new IpAddress(Family.IPV4, BigInteger.valueOf(bits));
    }

    @Override
    public String toString() {
        return network.toString();
    }
}
