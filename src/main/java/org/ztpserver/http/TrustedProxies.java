package org.ztpserver.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ztpserver.core.address.IpAddress;
import org.ztpserver.core.address.IpNetwork;

/**
 * The addresses whose {@code Forwarded} and {@code X-Forwarded-*} headers the server trusts. It ignores all others.
 *
 * @param networks the networks of the proxies; empty to trust no proxy
 */
public record TrustedProxies(List<IpNetwork> networks) {

    private static final List<String> MARKS =
            List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto");

    /** Jetty puts an IPv6 address in brackets, and every container adds the zone to a link-local address. */
    private static final Pattern REMOTE = Pattern.compile("\\[?([0-9A-Fa-f:.]+)(?:%[^\\]]*)?]?");

    public TrustedProxies {
        networks = List.copyOf(networks);
    }

    /**
     * Reads addresses and networks separated by commas: {@code 127.0.0.1, 10.0.0.0/8, ::1}. With an empty text, no
     * proxy is trusted.
     *
     * @throws IllegalArgumentException if an entry is neither an address nor a network
     */
    public static TrustedProxies parse(String text) {
        return new TrustedProxies(IpNetwork.parseAll(text));
    }

    /** The address of the peer of the connection; empty if the container reports none. */
    public static Optional<IpAddress> peer(HttpServletRequest request) {
        return Optional.ofNullable(request.getRemoteAddr())
                .map(REMOTE::matcher)
                .filter(Matcher::matches)
                .flatMap(matcher -> IpAddress.find(matcher.group(1)));
    }

    /** Whether headers from this address are trusted. */
    public boolean trusts(IpAddress address) {
        return networks.stream().anyMatch(network -> network.contains(address));
    }

    /** Whether this request came from a trusted proxy, so that its headers are trusted. */
    public boolean trustsPeer(HttpServletRequest request) {
        return peer(request).filter(this::trusts).isPresent();
    }

    /**
     * Whether a trusted proxy passed this request on and says so. The proxy's own health checks have no such header.
     */
    public boolean passedOn(HttpServletRequest request) {
        return trustsPeer(request) && MARKS.stream().anyMatch(mark -> request.getHeader(mark) != null);
    }
}
