package org.ztpserver.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ztpserver.core.address.IpAddress;
import org.ztpserver.core.address.IpNetwork;

/**
 * The addresses whose {@code Forwarded} and {@code X-Forwarded-*} headers are believed: nobody else's are.
 *
 * @param networks none trusts nobody
 */
public record TrustedProxies(List<IpNetwork> networks) {

    private static final List<String> MARKS =
            List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto");

    /** Jetty puts an IPv6 address into brackets, and every container adds the zone to one that is local to a link. */
    private static final Pattern REMOTE = Pattern.compile("\\[?([0-9A-Fa-f:.]+)(?:%[^\\]]*)?]?");

    public TrustedProxies {
        networks = List.copyOf(networks);
    }

    /**
     * Reads addresses and networks with commas between them: {@code 127.0.0.1, 10.0.0.0/8, ::1}. An empty text trusts
     * nobody.
     *
     * @throws IllegalArgumentException when one of them is neither
     */
    public static TrustedProxies parse(String text) {
        return new TrustedProxies(IpNetwork.parseAll(text));
    }

    /** The address at the other end of the connection; empty when the container tells of none. */
    public static Optional<IpAddress> peer(HttpServletRequest request) {
        return Optional.ofNullable(request.getRemoteAddr())
                .map(REMOTE::matcher)
                .filter(Matcher::matches)
                .flatMap(matcher -> IpAddress.find(matcher.group(1)));
    }

    /** Whether a request that came from this address may say how the client sent it. */
    public boolean trusts(IpAddress address) {
        return networks.stream().anyMatch(network -> network.contains(address));
    }

    /** Whether this request came from a trusted proxy, and so may say how the client sent it. */
    public boolean trustsPeer(HttpServletRequest request) {
        return peer(request).filter(this::trusts).isPresent();
    }

    /** Whether a trusted proxy has passed this request on, and says so: its health checks are not of a client. */
    public boolean passedOn(HttpServletRequest request) {
        return trustsPeer(request) && MARKS.stream().anyMatch(mark -> request.getHeader(mark) != null);
    }
}
