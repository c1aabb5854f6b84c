package org.ztpserver.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Ignores {@code Content-Type} and {@code Accept}. Deployed bootstrap scripts send {@code text/html} with a {@code
 * GET}, JSON with any type, and any {@code Accept} (contract A1).
 *
 * <p>It is a servlet filter because JAX-RS checks the type before its own filters run, and refuses a type that it can't
 * parse.
 */
public final class MediaTypeIgnoringFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        chain.doFilter(new Untyped(request), response);
    }

    private static final class Untyped extends HttpServletRequestWrapper {

        Untyped(HttpServletRequest request) {
            super(request);
        }

        @Override
        public String getContentType() {
            return "application/octet-stream";
        }

        @Override
        public @Nullable String getHeader(String name) {
            String instead = instead(name);
            return instead == null ? super.getHeader(name) : instead;
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            String instead = instead(name);
            return instead == null ? super.getHeaders(name) : Collections.enumeration(Collections.singleton(instead));
        }

        private @Nullable String instead(String name) {
            return switch (name.toLowerCase(Locale.ROOT)) {
                case "content-type" -> getContentType();
                case "accept" -> "*/*";
                default -> null;
            };
        }
    }
}
