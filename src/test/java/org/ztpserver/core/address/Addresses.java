package org.ztpserver.core.address;

import java.math.BigInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import org.ztpserver.core.address.IpAddress.Family;

/** Addresses of both families, many of them with runs of zeros and ones. */
final class Addresses {

    private Addresses() {}

    static Arbitrary<IpAddress> any() {
        return Arbitraries.of(Family.class).flatMap(Addresses::of);
    }

    static Arbitrary<IpAddress> of(Family family) {
        return Arbitraries.of(0, 1, 0x80, 0xff, 0x12)
                .list()
                .ofSize(family.bits() / 8)
                .map(octets -> octets.stream()
                        .map(BigInteger::valueOf)
                        .reduce(
                                BigInteger.ZERO,
                                (value, octet) -> value.shiftLeft(8).or(octet)))
                .map(value -> new IpAddress(family, value));
    }
}
