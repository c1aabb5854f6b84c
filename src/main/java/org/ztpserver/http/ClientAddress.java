package org.ztpserver.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ztpserver.core.address.IpAddress;

/**
 * The address of the client: the peer of the connection, or the address that trusted proxies report.
 *
 * <p>Each proxy adds the address of its peer at the right end of {@code Forwarded} (RFC 7239, {@code for}) or {@code
 * X-Forwarded-For}. The list is read from the right. The first address that is not a trusted proxy is the client.
 * Everything to the left of it came from the client and may be forged. {@code unknown} and obfuscated names (RFC 7239
 * 6.3) end the search at the proxy that sent them.
 */
public final class ClientAddress {

    /**
     * An address with or without a port. An IPv6 address with a port has brackets. In {@code Forwarded} it always has
     * them.
     */
    private static final Pattern NODE = Pattern.compile(
            "\\[([0-9A-Fa-f:.]+)](?::[0-9]{1,5})?|([0-9.]+)(?::[0-9]{1,5})?|([0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)");

    private final TrustedProxies proxies;

    public ClientAddress(TrustedProxies proxies) {
        this.proxies = proxies;
    }

    /** The IP address of the client, or the container's text if it has no address. */
    public String of(HttpServletRequest request) {
        return TrustedProxies.peer(request)
                .map(peer -> behind(peer, request).toString())
                .orElseGet(() -> String.valueOf(request.getRemoteAddr()));
    }

    private IpAddress behind(IpAddress peer, HttpServletRequest request) {
        if (!proxies.trusts(peer)) {
            return peer;
        }
        IpAddress nearest = peer;
        List<String> hops = hops(request);
        for (int i = hops.size() - 1; i >= 0; i--) {
            Optional<IpAddress> hop = address(hops.get(i));
            if (hop.isEmpty()) {
                return nearest;
            }
            nearest = hop.get();
            if (!proxies.trusts(nearest)) {
                return nearest;
            }
        }
        return nearest;
    }

    private static Optional<IpAddress> address(String hop) {
        Matcher node = NODE.matcher(hop);
        return node.matches()
                ? Stream.of(1, 2, 3)
                        .map(node::group)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .flatMap(IpAddress::find)
                : Optional.empty();
    }

    private static List<String> hops(HttpServletRequest request) {
        List<Map<String, String>> forwarded = ForwardedHeader.elements(request);
        if (forwarded.stream().anyMatch(element -> element.containsKey("for"))) {
            return forwarded.stream()
                    .map(element -> element.getOrDefault("for", "unknown"))
                    .toList();
        }
        return Collections.list(request.getHeaders("X-Forwarded-For")).stream()
                .flatMap(line -> Arrays.stream(line.split(",", -1)))
                .map(String::strip)
                .filter(hop -> !hop.isEmpty())
                .toList();
    }
}
