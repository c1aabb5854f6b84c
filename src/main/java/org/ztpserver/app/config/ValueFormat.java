package org.ztpserver.app.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.ztpserver.core.address.IpNetwork;

/**
 * How the value of a setting is written.
 *
 * @param allowed what it must be, in words that go on after "must be"
 * @param parser throws IllegalArgumentException when the text is not allowed
 * @param tellsMore whether the message of that says more than {@code allowed} does: which one of a list is wrong, or why
 */
public record ValueFormat<T>(String allowed, Function<String, T> parser, boolean tellsMore) {

    private static final String ABSOLUTE = "(/[A-Za-z0-9._~-]+)+/?";

    static final ValueFormat<Boolean> BOOLEAN =
            of("yes, true, 1 or on, or no, false, 0 or off", ValueFormat::readBoolean);

    static final ValueFormat<String> TEXT = of("a text", Function.identity());

    static final ValueFormat<Path> PATH = of("a path", text -> Path.of(require(!text.isEmpty(), text)));

    static final ValueFormat<Path> FOLDER = of(
            "the absolute path of a folder",
            text -> Path.of(require(Path.of(text).isAbsolute(), text)));

    static final ValueFormat<String> HOST =
            of("an IP address or the name of this host", text -> require(text.matches("[A-Za-z0-9.:_-]+"), text));

    /** Without a slash at the end. */
    static final ValueFormat<String> HTTP_URL =
            of("a URL such as http://192.0.2.1:8080/ztpserver", ValueFormat::readHttpUrl);

    static final ValueFormat<String> JDBC_URL =
            of("a JDBC URL such as jdbc:postgresql://192.0.2.1/pools", text -> require(text.startsWith("jdbc:"), text));

    /** Without a slash at the end, so that the root is empty. */
    static final ValueFormat<String> CONTEXT_PATH = of(
            "/ or a path such as /ztpserver",
            text -> withoutSlash(require(text.isEmpty() || text.equals("/") || text.matches(ABSOLUTE), text)));

    /** Without a slash at the end. */
    static final ValueFormat<String> LOCATION =
            of("a path such as /ztpserver-files", text -> withoutSlash(require(text.matches(ABSOLUTE), text)));

    static final ValueFormat<List<IpNetwork>> NETWORKS =
            detailed("IP addresses and networks, with commas between them", IpNetwork::parseAll);

    static final ValueFormat<Duration> UP_TO_AN_HOUR = number(1, 3_600).map(Duration::ofSeconds);

    static final ValueFormat<Integer> BYTES = number(1, 1 << 30);

    /** A format that says all about itself. */
    static <T> ValueFormat<T> of(String allowed, Function<String, T> parser) {
        return new ValueFormat<>(allowed, parser, false);
    }

    /** A format whose parser knows what exactly is wrong. */
    static <T> ValueFormat<T> detailed(String allowed, Function<String, T> parser) {
        return new ValueFormat<>(allowed, parser, true);
    }

    static ValueFormat<Integer> number(int min, int max) {
        return of("a whole number from " + min + " to " + max, text -> {
            int number = Integer.parseInt(text);
            require(number >= min && number <= max, text);
            return number;
        });
    }

    /** The same text, as something else. */
    <R> ValueFormat<R> map(Function<T, R> mapper) {
        return new ValueFormat<>(allowed, parser.andThen(mapper), tellsMore);
    }

    /** @throws IllegalArgumentException when the text is not allowed, with a message that begins with "must be" */
    T parse(String text) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("must be " + allowed + (tellsMore ? ": " + e.getMessage() : ""), e);
        }
    }

    private static String require(boolean allowed, String text) {
        if (!allowed) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }

    private static String withoutSlash(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    private static boolean readBoolean(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "yes", "true", "1", "on" -> true;
            case "no", "false", "0", "off" -> false;
            default -> throw new IllegalArgumentException(text);
        };
    }

    private static String readHttpUrl(String text) {
        URI uri = URI.create(text);
        String scheme = Optional.ofNullable(uri.getScheme()).orElse("").toLowerCase(Locale.ROOT);
        require(
                (scheme.equals("http") || scheme.equals("https"))
                        && uri.getHost() != null
                        && uri.getUserInfo() == null
                        && !uri.getAuthority().endsWith(":")
                        && uri.getPort() <= 65_535
                        && uri.getQuery() == null
                        && uri.getFragment() == null,
                text);
        return scheme + text.substring(scheme.length()).replaceFirst("/+$", "");
    }
}
