package org.ztpserver.http;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The bodies of failed requests: one sentence as {@code text/html}, which deployed bootstrap scripts require (contract
 * A1).
 */
public final class HtmlErrors {

    /** The media type of every error. */
    public static final String MEDIA_TYPE = "text/html;charset=UTF-8";

    /** A mount comes back within such a time, and a switch tries for longer. */
    private static final int RETRY_AFTER_SECONDS = 10;

    private HtmlErrors() {}

    /** The seconds after which a client should try again; null for a status that says that it would not help. */
    static @Nullable Integer retryAfter(int status) {
        return status == 503 ? RETRY_AFTER_SECONDS : null;
    }

    /** The sentence as a body, with its text escaped. */
    public static String body(String sentence) {
        return sentence.replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;")
                        .replace("\"", "&quot;") + "\n";
    }

    /**
     * Answers with a status and a sentence. If a part of another answer was already sent, the client sees the
     * connection break.
     */
    public static void send(HttpServletResponse response, int status, String sentence) throws IOException {
        if (response.isCommitted()) {
            throw new IOException(sentence);
        }
        byte[] body = body(sentence).getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        Integer retryAfter = retryAfter(status);
        if (retryAfter != null && !response.containsHeader("Retry-After")) {
            response.setIntHeader("Retry-After", retryAfter);
        }
        response.setContentType(MEDIA_TYPE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
