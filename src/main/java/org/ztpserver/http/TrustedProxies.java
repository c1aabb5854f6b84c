package org.ztpserver.http;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The addresses whose {@code Forwarded} and {@code X-Forwarded-*} headers are believed: nobody else's are. */
public final class TrustedProxies {

    /** The loopback addresses: a proxy on the same machine. */
    public static final String DEFAULT = "127.0.0.0/8, ::1";

    private static final Pattern LITERAL = Pattern.compile("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    private static final List<String> MARKS =
            List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto");

    private record Network(byte[] address, int prefix) {

        boolean contains(byte[] other) {
            if (other.length != address.length) {
                return false;
            }
            for (int bit = 0; bit < prefix; bit++) {
                int mask = 0x80 >> (bit % 8);
                if (((address[bit / 8] ^ other[bit / 8]) & mask) != 0) {
                    return false;
                }
            }
            return true;
        }
    }

    private final List<Network> networks;

    private TrustedProxies(List<Network> networks) {
        this.networks = List.copyOf(networks);
    }

    /**
     * Reads addresses and networks with commas between them: {@code 127.0.0.1, 10.0.0.0/8, ::1}. An empty text trusts
     * nobody.
     *
     * @throws IllegalArgumentException when one of them is neither
     */
    public static TrustedProxies parse(String text) {
        List<Network> networks = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            if (!part.isBlank()) {
                networks.add(network(part.strip()));
            }
        }
        return new TrustedProxies(networks);
    }

    /** Whether a request that came from this address may say how the client sent it. */
    public boolean trusts(String address) {
        if (networks.isEmpty() || !LITERAL.matcher(address).matches()) {
            return false;
        }
        byte[] bytes = bytes(address);
        return networks.stream().anyMatch(network -> network.contains(bytes));
    }

    /** Whether a trusted proxy has passed this request on, and says so: its health checks are not of a client. */
    public boolean passedOn(HttpServletRequest request) {
        return trusts(request.getRemoteAddr()) && MARKS.stream().anyMatch(mark -> request.getHeader(mark) != null);
    }

    private static Network network(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        if (!LITERAL.matcher(address).matches()) {
            throw new IllegalArgumentException("'" + text + "' is no IP address or network");
        }
        byte[] bytes = bytes(address);
        int prefix = bytes.length * 8;
        if (slash >= 0) {
            try {
                prefix = Integer.parseInt(text.substring(slash + 1));
            } catch (NumberFormatException e) {
                prefix = -1;
            }
            if (prefix < 0 || prefix > bytes.length * 8) {
                throw new IllegalArgumentException("'" + text + "' has no prefix length from 0 to " + bytes.length * 8);
            }
        }
        return new Network(bytes, prefix);
    }

    private static byte[] bytes(String literal) {
        try {
            return InetAddress.getByName(literal).getAddress(); // a literal is never looked up
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("'" + literal + "' is no IP address", e);
        }
    }
}
