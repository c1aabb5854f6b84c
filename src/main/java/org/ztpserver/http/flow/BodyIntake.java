package org.ztpserver.http.flow;

import jakarta.servlet.DispatcherType;
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
    private final ToIntFunction<HttpServletRequest> limits;

    @SuppressWarnings("serial") // as above
    private final Flow flow;

    /** @param limits the largest body that the path of a request accepts, in bytes */
    public BodyIntake(ToIntFunction<HttpServletRequest> limits, Flow flow) {
        this.limits = limits;
        this.flow = flow;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getAttribute(ATTRIBUTE) instanceof ArrivingBody arrived) {
            goOn(arrived, request, response, chain);
        } else if (request.getDispatcherType() == DispatcherType.REQUEST && mustWait(request)) {
            if (DOT_SEGMENT.matcher(request.getRequestURI()).find()) {
                HtmlErrors.send(response, 404, "nothing is at this path");
                return;
            }
            ArrivingBody arriving = new ArrivingBody(request, limits.applyAsInt(request), flow);
            request.setAttribute(ATTRIBUTE, arriving);
            arriving.begin();
        } else {
            chain.doFilter(request, response);
        }
    }

    /** A body that is too large by its length is refused unread: its door does that. */
    private boolean mustWait(HttpServletRequest request) throws IOException {
        long length = request.getContentLengthLong();
        return (request.getMethod().equals("POST") || request.getMethod().equals("PUT"))
                && (length > 0 || request.getHeader("Transfer-Encoding") != null)
                && length <= limits.applyAsInt(request)
                && (length < 0 || request.getInputStream().available() < length);
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
