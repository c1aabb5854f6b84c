package org.ztpserver.cli;

import java.nio.file.Path;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ztpserver.core.address.IpAddress;
import org.ztpserver.core.node.SerialNumber;
import org.ztpserver.protocol.DhcpClass;

/**
 * The DHCP settings for new switches on one subnet.
 *
 * @param first the first address for switches without a reservation; {@code last} is the last one
 * @param serverUrl the URL under which switches find the server, without a slash at the end
 * @param tftpServer the server for switches that boot by TFTP
 * @param dataRoot the data root, if this DHCP server is also the TFTP server
 * @param classes the families of switches
 * @param reservations the addresses of switches whose client identifier follows from their serial number
 */
public record DhcpPlan(
        Subnet subnet,
        IpAddress first,
        IpAddress last,
        Optional<IpAddress> router,
        String serverUrl,
        IpAddress tftpServer,
        Optional<Path> dataRoot,
        List<DhcpClass> classes,
        Map<SerialNumber, IpAddress> reservations) {

    public DhcpPlan {
        subnet.host(first);
        subnet.host(last);
        router.ifPresent(subnet::host);
        reservations.values().forEach(subnet::host);
        if (first.compareTo(last) > 0) {
            throw new IllegalArgumentException("the range " + first + "-" + last + " is empty");
        }
        if (serverUrl.contains(",")) {
            throw new IllegalArgumentException(serverUrl + ": a URL with a comma can't be a DHCP option");
        }
        classes = List.copyOf(classes);
        reservations = Collections.unmodifiableMap(new LinkedHashMap<>(reservations));
    }

    /** The root folder of the TFTP server, if the DHCP server is also the TFTP server. */
    Optional<Path> tftpRoot() {
        return dataRoot.flatMap(root -> classes.stream()
                .flatMap(type -> type.boot().tftpFolder().stream())
                .map(root::resolve)
                .findFirst());
    }

    /** Option 61 of a switch in hexadecimal. */
    String clientIdentifier(SerialNumber serial, String delimiter) {
        byte[] identifier = classes.stream()
                .flatMap(type -> type.clientIdentifier().stream())
                .findFirst()
                .map(from -> from.of(serial))
                .orElseThrow(() -> new IllegalArgumentException(
                        "no family of switches has a client identifier that follows from the serial number"));
        return HexFormat.ofDelimiter(delimiter).formatHex(identifier);
    }
}
