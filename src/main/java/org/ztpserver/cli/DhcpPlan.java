package org.ztpserver.cli;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.ztpserver.cli.Subnet.Ipv4;
import org.ztpserver.core.node.SerialNumber;

/**
 * What DHCP has to tell new switches on one subnet.
 *
 * @param first the first of the addresses for switches without a reservation, {@code last} the last
 * @param bootstrapUrl option 67 for EOS
 * @param tftpServer options 66 and 150 for NX-OS
 * @param tftpRoot the folder that the TFTP server serves, if this is to be DHCP's own
 * @param reservations addresses of switches that send their serial number as client identifier, as NX-OS does
 */
public record DhcpPlan(
        Subnet subnet,
        Ipv4 first,
        Ipv4 last,
        Optional<Ipv4> router,
        String bootstrapUrl,
        Ipv4 tftpServer,
        Optional<String> tftpRoot,
        Map<SerialNumber, Ipv4> reservations) {

    /** The name of the script in the TFTP root. */
    static final String POAP_SCRIPT = "poap_script.py";

    public DhcpPlan {
        subnet.host(first);
        subnet.host(last);
        router.ifPresent(subnet::host);
        reservations.values().forEach(subnet::host);
        if (first.compareTo(last) > 0) {
            throw new IllegalArgumentException("the range " + first + "-" + last + " is empty");
        }
        if (bootstrapUrl.contains(",")) {
            throw new IllegalArgumentException(bootstrapUrl + ": a URL with a comma can't be an option of DHCP");
        }
        reservations = Collections.unmodifiableMap(new LinkedHashMap<>(reservations));
    }
}
