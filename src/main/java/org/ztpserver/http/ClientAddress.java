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
 * The address of the client: the one that the connection comes from, or what trusted proxies say of it.
 *
 * <p>Each proxy adds the address that it was asked from to the right of {@code Forwarded} (RFC 7239, {@code for}) or else
 * {@code X-Forwarded-For}. So the list is read from the right, as long as the addresses are those of trusted proxies: the
 * first that is not is the client's. What stands left of it was sent by the client, and may be forged. {@code unknown} and
 * names that hide an address (RFC 7239 6.3) end the search at the proxy that says so.
 */
public final class ClientAddress {

    /** An address with a port or without; one of IPv6 has brackets when it has a port, and always in {@code Forwarded}. */
    private static final Pattern NODE = Pattern.compile(
            "\\[([0-9A-Fa-f:.]+)](?::[0-9]{1,5})?|([0-9.]+)(?::[0-9]{1,5})?|([0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)");

    private final TrustedProxies proxies;

    public ClientAddress(TrustedProxies proxies) {
        this.proxies = proxies;
    }

    /** An IP address; what the container says in its place when it has none. */
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
