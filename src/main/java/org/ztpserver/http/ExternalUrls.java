package org.ztpserver.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The server's URL as the client sees it (contract A1, A2), taken from the request and from the headers of a trusted
 * proxy.
 *
 * <p>From a trusted proxy, {@code Forwarded} (RFC 7239: {@code proto}, {@code host}) counts, else {@code
 * X-Forwarded-Proto} and {@code -Host}. {@code X-Forwarded-Port} completes a host without a port. {@code
 * X-Forwarded-Prefix} is the path under which the proxy serves this server, and replaces the context path. The first
 * entry of a list is the one nearest to the client. An invalid scheme, host or path is ignored. If {@code Host} is
 * invalid, the address at which the request arrived is used.
 */
public final class ExternalUrls {

    private static final Pattern HOST =
            Pattern.compile("(?:[A-Za-z0-9._-]{1,255}|\\[[0-9A-Fa-f:.%]{2,64}])(?::[0-9]{1,5})?");
    private static final Pattern WITH_PORT = Pattern.compile(".*:[0-9]+");
    private static final Pattern PREFIX = Pattern.compile("(?:/[A-Za-z0-9._~-]+)*/?");

    private final TrustedProxies proxies;
    private final @Nullable String serverUrl;

    /** @param serverUrl the setting {@code server_url}, without a slash at the end; null if it is not set */
    public ExternalUrls(TrustedProxies proxies, @Nullable String serverUrl) {
        this.proxies = proxies;
        this.serverUrl = serverUrl;
    }

    /**
     * {@code server_url} if it is set, else {@link #requestBase}. Bootstrap scripts and definitions contain this URL.
     */
    public String serverUrl(HttpServletRequest request) {
        return serverUrl != null ? serverUrl : requestBase(request);
    }

    /** Scheme, host and context path of this request as the client sent it, without a slash at the end. */
    public String requestBase(HttpServletRequest request) {
        boolean trusted = proxies.trustsPeer(request);
        String scheme = request.getScheme();
        String host = host(request);
        String path = request.getContextPath();
        if (trusted) {
            scheme = forwarded(request, "proto")
                    .or(() -> first(request, "X-Forwarded-Proto"))
                    .map(proto -> proto.toLowerCase(Locale.ROOT))
                    .filter(proto -> proto.equals("http") || proto.equals("https"))
                    .orElse(scheme);
            host = forwarded(request, "host")
                    .or(() -> first(request, "X-Forwarded-Host"))
                    .filter(sent -> HOST.matcher(sent).matches())
                    .orElse(host);
            Optional<String> port = first(request, "X-Forwarded-Port").filter(sent -> sent.matches("[0-9]{1,5}"));
            if (port.isPresent()
                    && !WITH_PORT.matcher(host).matches()
                    && !port.get().equals(standardPort(scheme))) {
                host += ":" + port.get();
            }
            path = first(request, "X-Forwarded-Prefix")
                    .filter(prefix -> PREFIX.matcher(prefix).matches())
                    .orElse(path);
        }
        return scheme + "://" + host + (path.endsWith("/") ? path.substring(0, path.length() - 1) : path);
    }

    private static String host(HttpServletRequest request) {
        String sent = request.getHeader("Host");
        if (sent == null) {
            return withPort(request.getServerName(), request.getServerPort(), request);
        }
        // Some containers accept an invalid host and return it as the server's name.
        return HOST.matcher(sent).matches() ? sent : withPort(request.getLocalAddr(), request.getLocalPort(), request);
    }

    private static String withPort(String name, int number, HttpServletRequest request) {
        String host = name.contains(":") && !name.startsWith("[") ? "[" + name + "]" : name;
        String port = Integer.toString(number);
        return port.equals(standardPort(request.getScheme())) ? host : host + ":" + port;
    }

    private static String standardPort(String scheme) {
        return scheme.equals("https") ? "443" : "80";
    }

    private static Optional<String> first(HttpServletRequest request, String header) {
        return Optional.ofNullable(request.getHeader(header))
                .map(value -> value.split(",", 2)[0].strip())
                .filter(value -> !value.isEmpty());
    }

    /** The value from the proxy nearest to the client. */
    private static Optional<String> forwarded(HttpServletRequest request, String parameter) {
        return ForwardedHeader.elements(request).stream()
                .findFirst()
                .flatMap(element -> Optional.ofNullable(element.get(parameter)));
    }
}
