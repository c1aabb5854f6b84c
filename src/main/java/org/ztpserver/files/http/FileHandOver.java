package org.ztpserver.files.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.ztpserver.files.ServedFile;
import org.ztpserver.http.TrustedProxies;

/**
 * Hands large files over to the proxy: the server names the file, and the proxy sends it, including parts and
 * conditions.
 *
 * <p>This applies only to requests that came through a trusted proxy and say so. For all other requests, the server
 * sends the file itself.
 */
public final class FileHandOver {

    /** The header that tells a proxy which file to send. */
    public enum Header {
        /** The server sends all files. */
        NONE,
        /** nginx: the path of an internal location. */
        X_ACCEL_REDIRECT,
        /** Apache with mod_xsendfile: the path on disk. */
        X_SENDFILE;

        /**
         * Reads {@code none}, {@code x-accel-redirect} or {@code x-sendfile}, in any case.
         *
         * @throws IllegalArgumentException if the text is none of these; the message says what is allowed
         */
        public static Header parse(String text) {
            for (Header header : values()) {
                if (header.headerName().equalsIgnoreCase(text)) {
                    return header;
                }
            }
            throw new IllegalArgumentException("must be none, x-accel-redirect or x-sendfile");
        }

        private String headerName() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * A proxy's entity tag consists of time and size. This is safe for files that take longer to write than one clock
     * tick.
     */
    private static final long MIN_BYTES = 1 << 20;

    /** Some builds of mod_xsendfile decode the path and some do not. These characters are the same for both. */
    private static final Pattern PLAIN = Pattern.compile("[ -~&&[^%]]+");

    private static final String UNRESERVED = "-._~/";

    private final Header header;
    private final String prefix;
    private final Supplier<String> dataRoot;
    private final TrustedProxies proxies;

    /**
     * @param prefix the internal location of the data root, without a slash at the end; only for {@link
     *     Header#X_ACCEL_REDIRECT}
     * @param dataRoot tells the real path of the data root now
     */
    public FileHandOver(Header header, String prefix, Supplier<String> dataRoot, TrustedProxies proxies) {
        this.header = header;
        this.prefix = prefix;
        this.dataRoot = dataRoot;
        this.proxies = proxies;
    }

    /** @return false if the caller must answer */
    boolean answer(ServedFile file, String mediaType, HttpServletRequest request, HttpServletResponse response) {
        if (header == Header.NONE || file.size() < MIN_BYTES || !proxies.passedOn(request)) {
            return false;
        }
        String path = file.absolutePath();
        if (header == Header.X_ACCEL_REDIRECT) {
            String root = dataRoot.get();
            if (!path.startsWith(root + "/")) {
                return false; // the data root was switched to another release since the file was found
            }
            response.setHeader(header.headerName(), prefix + percentEncoded(path.substring(root.length())));
        } else if (PLAIN.matcher(path).matches()) {
            response.setHeader(header.headerName(), path);
        } else {
            return false;
        }
        response.setContentType(mediaType);
        return true;
    }

    private static String percentEncoded(String path) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (c < 0x80 && (Character.isLetterOrDigit(c) || UNRESERVED.indexOf(c) >= 0)) {
                encoded.append(c);
            } else {
                encoded.append(String.format(Locale.ROOT, "%%%02X", (int) c));
            }
        }
        return encoded.toString();
    }
}
