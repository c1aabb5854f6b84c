package org.ztpserver.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import org.jspecify.annotations.Nullable;
import org.ztpserver.core.fault.ProvisioningException;

/**
 * Answers every fault with a short sentence in {@code text/html} (contract A1). The status is 404 for a missing file or
 * an unknown switch, 413 for a body that is too large, 503 if the data root is gone or the server is busy, 400 for any
 * other fault that somebody can fix, and 500 with an error id for a fault of the server.
 */
public final class FaultMapper implements ExceptionMapper<Throwable> {

    private final FaultReports reports;

    @Context
    @SuppressWarnings("NullAway.Init") // set by JAX-RS
    private HttpServletRequest request;

    public FaultMapper(FaultReports reports) {
        this.reports = reports;
    }

    @Override
    public Response toResponse(Throwable fault) {
        if (fault instanceof ProvisioningException provisioning) {
            return answer(reports.refused(request, provisioning));
        }
        if (fault instanceof ServerBusyException busy) {
            return answer(503, String.valueOf(busy.getMessage()), busy.retryAfter());
        }
        if (fault instanceof WebApplicationException web
                && web.getResponse().getStatusInfo().getFamily() != Response.Status.Family.SERVER_ERROR) {
            return notServed(web.getResponse());
        }
        return answer(reports.failed(request, fault));
    }

    private static Response answer(FaultReports.Answer answer) {
        return answer(answer.status(), answer.sentence());
    }

    private Response notServed(Response response) {
        if (response.getStatusInfo().getFamily() == Response.Status.Family.REDIRECTION) {
            return response;
        }
        Response answer = answer(
                response.getStatus(),
                switch (response.getStatus()) {
                    case 404 -> "nothing is at this path";
                    case 405 -> "this path does not support the method " + request.getMethod();
                    default -> "the request can't be understood";
                });
        String allow = response.getHeaderString("Allow");
        return allow == null
                ? answer
                : Response.fromResponse(answer).header("Allow", allow).build();
    }

    private static Response answer(int status, String sentence) {
        return answer(status, sentence, HtmlErrors.retryAfter(status));
    }

    private static Response answer(int status, String sentence, @Nullable Integer retryAfter) {
        return Response.status(status)
                .header("Retry-After", retryAfter)
                .type(HtmlErrors.MEDIA_TYPE)
                .entity(HtmlErrors.body(sentence))
                .build();
    }
}
