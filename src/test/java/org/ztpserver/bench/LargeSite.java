package org.ztpserver.bench;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ztpserver.core.node.Neighbor;
import org.ztpserver.core.node.Node;

/**
 * The files of a large site, and the switches that fit them. Everything is numbered from 1: switch 5 fits pattern 5, and
 * has entry 5 of podvars.yml.
 */
public final class LargeSite {

    private LargeSite() {}

    /** neighbordb with this many patterns; each has a model, an expression and a plain name. */
    public static byte[] neighbordb(int patterns) {
        return lines(
                "variables:\n  spine_port: Ethernet1\npatterns:\n", patterns, i -> String.format(Locale.ROOT, """
                          - name: leaf %1$d of the first hall
                            definition: leaf
                            model: vEOS.*
                            interfaces:
                              - Ethernet49: regex('spine%1$d$'):$spine_port
                              - Ethernet50: backup%1$d:any
                              - none: regex('border\\d+'):any
                        """, i));
    }

    /** What the switch reports that only this pattern of {@link #neighbordb} is for; 0 for one that fits none. */
    public static Node node(int pattern) {
        return new Node(
                "vEOS-lab",
                null,
                "SERIAL" + pattern,
                "4.32.0F",
                Map.of(
                        "Ethernet49", List.of(new Neighbor("spine" + pattern, "Ethernet1")),
                        "Ethernet50", List.of(new Neighbor("backup" + pattern, "Ethernet7"))));
    }

    /** The body of {@code POST /nodes} of a switch like {@link #node}, but with any serial number. */
    public static String report(String serial, int pattern) {
        return String.format(
                Locale.ROOT,
                "{\"serialnumber\": \"%s\", \"model\": \"vEOS-lab\", \"version\": \"4.32.0F\", \"neighbors\": {"
                        + "\"Ethernet49\": [{\"device\": \"spine%d\", \"port\": \"Ethernet1\"}], "
                        + "\"Ethernet50\": [{\"device\": \"backup%d\", \"port\": \"Ethernet7\"}]}}",
                serial,
                pattern,
                pattern);
    }

    /** podvars.yml with this many switches. */
    public static byte[] podVars(int entries) {
        return lines(
                "pod: {tftp_server: 192.0.2.1, protocol: http}\nswitches:\n",
                entries,
                i -> String.format(
                        Locale.ROOT,
                        "  - {id: SERIAL%d, hostname: switch%d, mgmt0_ip: %s/24, lo0_ip: %s/32, vlan: %d, "
                                + "system_image: nxos.9.3.7.bin}\n",
                        i,
                        i,
                        address(10, i),
                        address(172, i),
                        i % 4000));
    }

    /** A pool with this many values; every second one has an owner. */
    public static byte[] pool(int values) {
        return lines(
                "",
                values,
                i -> String.format(Locale.ROOT, "%s/24: %s\n", address(10, i), i % 2 == 0 ? "null" : "SERIAL" + i));
    }

    private static String address(int first, int number) {
        return first + "." + (number >> 16) + "." + (number >> 8 & 255) + "." + (number & 255);
    }

    private static byte[] lines(String head, int count, IntFunction<String> line) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(line)
                .collect(Collectors.joining("", head, ""))
                .getBytes(StandardCharsets.UTF_8);
    }
}
