package org.ztpserver.cli;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.ztpserver.cli.Subnet.Ipv4;
import org.ztpserver.core.node.SerialNumber;

/** A DHCP server, and how its configuration is written. */
public enum DhcpFlavor {
    DNSMASQ {
        @Override
        public String write(DhcpPlan plan) {
            StringBuilder out = new StringBuilder();
            out.append("""
                    # DHCP for new switches. Put this into /etc/dnsmasq.d.

                    dhcp-range=%s,%s,%s,1h
                    """.formatted(plan.first(), plan.last(), plan.subnet().netmask()));
            plan.router().ifPresent(router -> out.append("dhcp-option=option:router,%s\n".formatted(router)));
            out.append("""

                    # EOS says Arista;<model>;<version>;<serial number> of itself. It runs what the URL gives.
                    dhcp-vendorclass=set:eos,Arista
                    dhcp-option-force=tag:eos,option:bootfile-name,"%s"

                    # NX-OS fetches its script by TFTP.
                    dhcp-vendorclass=set:nxos,Cisco N
                    dhcp-option-force=tag:nxos,option:tftp-server,"%s"
                    dhcp-option-force=tag:nxos,150,%s
                    dhcp-option-force=tag:nxos,option:bootfile-name,"%s"
                    """.formatted(plan.bootstrapUrl(), plan.tftpServer(), plan.tftpServer(), DhcpPlan.POAP_SCRIPT));
            plan.tftpRoot().ifPresent(root -> out.append("""

                    # This dnsmasq is that TFTP server.
                    enable-tftp
                    tftp-root=%s
                    """.formatted(root)));
            reservations(
                    plan, out, (serial, address) -> "dhcp-host=id:%s,%s".formatted(clientId(serial, ":"), address));
            return out.toString();
        }
    },
    ISC {
        @Override
        public String write(DhcpPlan plan) {
            StringBuilder out = new StringBuilder();
            out.append("""
                    # DHCP for new switches. Include this in /etc/dhcp/dhcpd.conf.

                    option tftp-server-address code 150 = array of ip-address;

                    # EOS says Arista;<model>;<version>;<serial number> of itself. It runs what the URL gives.
                    class "eos" {
                        match if substring(option vendor-class-identifier, 0, 6) = "Arista";
                        option bootfile-name "%s";
                    }

                    # NX-OS fetches its script by TFTP.
                    class "nxos" {
                        match if substring(option vendor-class-identifier, 0, 7) = "Cisco N";
                        option tftp-server-name "%s";
                        option tftp-server-address %s;
                        option bootfile-name "%s";
                    }

                    subnet %s netmask %s {
                        range %s %s;
                        default-lease-time 3600;
                    """.formatted(
                            plan.bootstrapUrl(),
                            plan.tftpServer(),
                            plan.tftpServer(),
                            DhcpPlan.POAP_SCRIPT,
                            plan.subnet().address(),
                            plan.subnet().netmask(),
                            plan.first(),
                            plan.last()));
            plan.router().ifPresent(router -> out.append("    option routers %s;\n".formatted(router)));
            out.append("}\n");
            reservations(plan, out, (serial, address) -> """
                            host %s {
                                option dhcp-client-identifier %s;
                                fixed-address %s;
                            }""".formatted(serial, clientId(serial, ":"), address));
            return out.toString();
        }
    },
    KEA {
        @Override
        public String write(DhcpPlan plan) {
            String router = plan.router()
                    .map(address -> " {\"name\": \"routers\", \"data\": \"%s\"} ".formatted(address))
                    .orElse("");
            String reservations = plan.reservations().entrySet().stream()
                    .map(entry -> "          {\"client-id\": \"%s\", \"ip-address\": \"%s\"}"
                            .formatted(clientId(entry.getKey(), ""), entry.getValue()))
                    .collect(Collectors.joining(",\n"));
            return """
                    // DHCP for new switches. This is a whole /etc/kea/kea-dhcp4.conf.
                    {
                      "Dhcp4": {
                        "interfaces-config": {"interfaces": ["*"]},
                        "valid-lifetime": 3600,
                        "option-def": [
                          {"name": "tftp-server-address", "code": 150, "type": "ipv4-address", "array": true}
                        ],
                        "client-classes": [
                          // EOS says Arista;<model>;<version>;<serial number> of itself. It runs what the URL gives.
                          {
                            "name": "eos",
                            "test": "substring(option[60].hex, 0, 6) == 'Arista'",
                            "option-data": [
                              {"name": "boot-file-name", "data": "%s", "always-send": true}
                            ]
                          },
                          // NX-OS fetches its script by TFTP.
                          {
                            "name": "nxos",
                            "test": "substring(option[60].hex, 0, 7) == 'Cisco N'",
                            "option-data": [
                              {"name": "tftp-server-name", "data": "%s", "always-send": true},
                              {"name": "tftp-server-address", "data": "%s", "always-send": true},
                              {"name": "boot-file-name", "data": "%s", "always-send": true}
                            ]
                          }
                        ],
                        "subnet4": [
                          {
                            "subnet": "%s",
                            "pools": [{"pool": "%s - %s"}],
                            "option-data": [%s],
                            "reservations": [%s]
                          }
                        ]
                      }
                    }
                    """.formatted(
                    plan.bootstrapUrl(),
                    plan.tftpServer(),
                    plan.tftpServer(),
                    DhcpPlan.POAP_SCRIPT,
                    plan.subnet(),
                    plan.first(),
                    plan.last(),
                    router,
                    reservations.isEmpty() ? "" : "\n          //" + RESERVED + "\n" + reservations + "\n        ");
        }
    };

    private static final String RESERVED =
            " Switches that send their serial number as client identifier, after a byte 0: NX-OS.";

    /** How one reservation is written. */
    private interface Reservation {
        String write(SerialNumber serial, Ipv4 address);
    }

    /** The configuration, as a file's text. */
    public abstract String write(DhcpPlan plan);

    /** {@code dnsmasq}, {@code isc} or {@code kea}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static void reservations(DhcpPlan plan, StringBuilder out, Reservation how) {
        if (plan.reservations().isEmpty()) {
            return;
        }
        out.append("\n#" + RESERVED + "\n");
        for (Map.Entry<SerialNumber, Ipv4> entry : plan.reservations().entrySet()) {
            out.append(how.write(entry.getKey(), entry.getValue())).append('\n');
        }
    }

    /** Option 61 as NX-OS sends it: type 0 (RFC 2132 9.14), and the serial number in ASCII. */
    private static String clientId(SerialNumber serial, String delimiter) {
        return HexFormat.ofDelimiter(delimiter).formatHex(("\0" + serial).getBytes(StandardCharsets.US_ASCII));
    }
}
