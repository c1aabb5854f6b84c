package org.ztpserver.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.ztpserver.core.address.IpAddress;
import org.ztpserver.core.node.SerialNumber;
import org.ztpserver.protocol.DhcpClass;
import org.ztpserver.protocol.DhcpOption;

/** A DHCP server and the format of its configuration. */
public enum DhcpFlavor {
    DNSMASQ {
        @Override
        public String write(DhcpPlan plan) {
            StringBuilder out = new StringBuilder();
            out.append("""
                    # DHCP for new switches. Put this file into /etc/dnsmasq.d.

                    dhcp-range=%s,%s,%s,1h
                    """.formatted(plan.first(), plan.last(), plan.subnet().netmask()));
            plan.router().ifPresent(router -> out.append("dhcp-option=option:router,%s\n".formatted(router)));
            for (DhcpClass type : plan.classes()) {
                out.append("""

                        # %s
                        dhcp-vendorclass=set:%s,%s
                        """.formatted(type.note(), type.name(), type.vendorClass()));
                options(
                                plan,
                                type,
                                (option, value) -> "dhcp-option-force=tag:%s,%s,%s\n"
                                        .formatted(type.name(), dnsmasq(option), quoted(option, value)))
                        .forEach(out::append);
            }
            plan.tftpRoot().ifPresent(root -> out.append("""

                    # This dnsmasq is also the TFTP server.
                    enable-tftp
                    tftp-root=%s
                    """.formatted(root)));
            reservations(
                    plan,
                    out,
                    (serial, address) -> "dhcp-host=id:%s,%s".formatted(plan.clientIdentifier(serial, ":"), address));
            return out.toString();
        }

        private String dnsmasq(DhcpOption option) {
            return switch (option) {
                case TFTP_SERVER_NAME -> "option:tftp-server";
                case TFTP_SERVER_ADDRESS -> "150";
                case BOOT_FILE_NAME -> "option:bootfile-name";
            };
        }
    },
    ISC {
        @Override
        public String write(DhcpPlan plan) {
            StringBuilder out = new StringBuilder();
            out.append("""
                    # DHCP for new switches. Include this file in /etc/dhcp/dhcpd.conf.

                    option tftp-server-address code 150 = array of ip-address;
                    """);
            for (DhcpClass type : plan.classes()) {
                out.append("""

                        # %s
                        class "%s" {
                            match if substring(option vendor-class-identifier, 0, %d) = "%s";
                        """.formatted(
                                type.note(), type.name(), type.vendorClass().length(), type.vendorClass()));
                options(
                                plan,
                                type,
                                (option, value) -> "    option %s %s;\n".formatted(isc(option), quoted(option, value)))
                        .forEach(out::append);
                out.append("}\n");
            }
            out.append("""

                    subnet %s netmask %s {
                        range %s %s;
                        default-lease-time 3600;
                    """.formatted(plan.subnet().address(), plan.subnet().netmask(), plan.first(), plan.last()));
            plan.router().ifPresent(router -> out.append("    option routers %s;\n".formatted(router)));
            out.append("}\n");
            reservations(
                    plan, out, (serial, address) -> """
                            host %s {
                                option dhcp-client-identifier %s;
                                fixed-address %s;
                            }""".formatted(serial, plan.clientIdentifier(serial, ":"), address));
            return out.toString();
        }

        private String isc(DhcpOption option) {
            return switch (option) {
                case TFTP_SERVER_NAME -> "tftp-server-name";
                case TFTP_SERVER_ADDRESS -> "tftp-server-address";
                case BOOT_FILE_NAME -> "bootfile-name";
            };
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
                            .formatted(plan.clientIdentifier(entry.getKey(), ""), entry.getValue()))
                    .collect(Collectors.joining(",\n"));
            String classes = plan.classes().stream()
                    .map(type -> """
                                  // %s
                                  {
                                    "name": "%s",
                                    "test": "substring(option[60].hex, 0, %d) == '%s'",
                                    "option-data": [
                            %s
                                    ]
                                  }""".formatted(
                                    type.note(),
                                    type.name(),
                                    type.vendorClass().length(),
                                    type.vendorClass(),
                                    String.join(",\n", options(plan, type, this::option))))
                    .collect(Collectors.joining(",\n"));
            return """
                    // DHCP for new switches. This is a complete /etc/kea/kea-dhcp4.conf.
                    {
                      "Dhcp4": {
                        "interfaces-config": {"interfaces": ["*"]},
                        "valid-lifetime": 3600,
                        "option-def": [
                          {"name": "tftp-server-address", "code": 150, "type": "ipv4-address", "array": true}
                        ],
                        "client-classes": [
                    %s
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
                    classes,
                    plan.subnet(),
                    plan.first(),
                    plan.last(),
                    router,
                    reservations.isEmpty() ? "" : "\n          //" + RESERVED + "\n" + reservations + "\n        ");
        }

        private String option(DhcpOption option, String value) {
            return "          {\"name\": \"%s\", \"data\": \"%s\", \"always-send\": true}"
                    .formatted(kea(option), value);
        }

        private String kea(DhcpOption option) {
            return switch (option) {
                case TFTP_SERVER_NAME -> "tftp-server-name";
                case TFTP_SERVER_ADDRESS -> "tftp-server-address";
                case BOOT_FILE_NAME -> "boot-file-name";
            };
        }
    };

    private static final String RESERVED =
            " NX-OS switches, whose client identifier is a byte 0 and the serial number.";

    /** The format of one option. */
    private interface Line {
        String write(DhcpOption option, String value);
    }

    /** The format of one reservation. */
    private interface Reservation {
        String write(SerialNumber serial, IpAddress address);
    }

    /** The text of the configuration file. */
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
        for (Map.Entry<SerialNumber, IpAddress> entry : plan.reservations().entrySet()) {
            out.append(how.write(entry.getKey(), entry.getValue())).append('\n');
        }
    }

    private static List<String> options(DhcpPlan plan, DhcpClass type, Line line) {
        return type.boot().options(plan.serverUrl(), plan.tftpServer().toString()).entrySet().stream()
                .map(option -> line.write(option.getKey(), option.getValue()))
                .toList();
    }

    /** Text needs quotes, addresses do not. */
    private static String quoted(DhcpOption option, String value) {
        return option == DhcpOption.TFTP_SERVER_ADDRESS ? value : '"' + value + '"';
    }
}
