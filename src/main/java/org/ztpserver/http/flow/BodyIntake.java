package org.ztpserver.http.flow;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;
import org.ztpserver.http.HtmlErrors;

/**
 * Takes in the bodies of {@code POST} and {@code PUT} without a thread, and lets the request go on when its body is
 * complete. A body that is there already goes on at once.
 */
public final class BodyIntake extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private static final String ATTRIBUTE = ArrivingBody.class.getName();

    /** Some containers resolve these when a request is dispatched again, so that it would reach another door. */
    private static final Pattern DOT_SEGMENT = Pattern.compile("/(?:\\.|%2[eE]){1,2}(?:[/;]|$)");

    @SuppressWarnings("serial") // a filter is never serialized here
    private final ToIntFunction<String> limits;

    @SuppressWarnings("serial") // as above
    private final Flow flow;

    /** @param limits the largest body that a path accepts, in bytes; the path is decoded, so that each has one spelling */
    public BodyIntake(ToIntFunction<String> limits, Flow flow) {
        this.limits = limits;
        this.flow = flow;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getAttribute(ATTRIBUTE) instanceof ArrivingBody arrived) {
            try {
                goOn(arrived, request, response, chain);
            } finally {
                arrived.release(); // its door has read it
            }
            return;
        }
        int limit = limits.applyAsInt(path(request));
        if (request.getContentLengthLong() > limit) {
            response.setHeader("Connection", "close"); // the body stays unread
            chain.doFilter(new ArrivedBody(request, new byte[0], 0, false), response); // its door refuses the length
        } else if (mustWait(request)) {
            if (DOT_SEGMENT.matcher(request.getRequestURI()).find()) {
                HtmlErrors.send(response, 404, "nothing is at this path");
                return;
            }
            ArrivingBody arriving = new ArrivingBody(request, limit, flow);
            request.setAttribute(ATTRIBUTE, arriving);
            arriving.begin();
        } else {
            chain.doFilter(request, response);
        }
    }

    /** The path below the context path, as the container has decoded it. */
    private static String path(HttpServletRequest request) {
        String rest = request.getPathInfo();
        return rest == null ? request.getServletPath() : request.getServletPath() + rest;
    }

    private static boolean mustWait(HttpServletRequest request) throws IOException {
        if (!request.getMethod().equals("POST") && !request.getMethod().equals("PUT")) {
            return false;
        }
        long length = request.getContentLengthLong();
        return length < 0 ? hasBody(request) : request.getInputStream().available() < length;
    }

    /** Whether a request without a length has a body; from HTTP/2 on, no header says so. */
    private static boolean hasBody(HttpServletRequest request) {
        return request.getHeader("Transfer-Encoding") != null
                || !request.getProtocol().startsWith("HTTP/1");
    }

    private void goOn(ArrivingBody arrived, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        switch (arrived.outcome()) {
            case WHOLE -> chain.doFilter(arrived.on(request, true), response);
            case BROKEN -> chain.doFilter(arrived.on(request, false), response);
            case TOO_SLOW -> {
                response.setHeader("Connection", "close");
                HtmlErrors.send(response, 408, "the body of the request comes too slowly");
            }
            case NO_MEMORY -> {
                response.setHeader("Connection", "close");
                flow.busy().refuse(response, "too many large requests at the same time");
            }
        }
    }
}
