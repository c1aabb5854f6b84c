package org.ztpserver.http;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.ztpserver.core.fault.ProvisioningException;
import org.ztpserver.event.Events;
import org.ztpserver.event.Happening;

/** Reports a fault that ends a request to the log and to the client. */
public final class FaultReports {

    private static final Logger log = LoggerFactory.getLogger(FaultReports.class);

    private final Events events;

    public FaultReports(Events events) {
        this.events = events;
    }

    /**
     * The answer to the client.
     *
     * @param status the HTTP status
     * @param sentence for a person
     */
    public record Answer(int status, String sentence) {

        /** The seconds for {@code Retry-After}; null if another try makes no sense. */
        public @Nullable Integer retryAfter() {
            return HtmlErrors.retryAfter(status);
        }
    }

    /** A fault that somebody can fix: the client gets its message. */
    public Answer refused(HttpServletRequest request, ProvisioningException fault) {
        Answer answer = new Answer(status(fault), String.valueOf(fault.getMessage()));
        events.tell(
                ContactFilter.of(request), new Happening.Refused(line(request), answer.status(), answer.sentence()));
        return answer;
    }

    /**
     * A fault of the server: the log gets all details, and the client gets the error id to search for. Faults with one
     * cause have one id, because the log does not repeat the details.
     */
    public Answer failed(HttpServletRequest request, Throwable fault) {
        String id = FaultCause.of(fault).id();
        log.error("{} failed, error id {}", line(request), id, fault);
        events.tell(ContactFilter.of(request), new Happening.Failed(line(request), id));
        return new Answer(500, "the server failed to answer; its log has the reason under error id " + id);
    }

    private static int status(ProvisioningException fault) {
        return switch (fault.kind()) {
            case MISSING_FILE, UNKNOWN_SWITCH -> 404;
            case TOO_LARGE -> 413;
            case INVALID_REQUEST, INVALID_FILE, NOT_PROVISIONED, NO_VALUE -> 400;
            case UNAVAILABLE -> 503;
        };
    }

    /** Method and path without the context path. */
    private static String line(HttpServletRequest request) {
        Object failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        String uri = failed == null ? request.getRequestURI() : failed.toString();
        String context = request.getContextPath();
        return request.getMethod() + " " + (uri.startsWith(context) ? uri.substring(context.length()) : uri);
    }
}
