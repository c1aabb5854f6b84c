package org.ztpserver.http;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.ztpserver.core.fault.ProvisioningException;

/**
 * Every fault as one short sentence in {@code text/html} (contract A1): 404 for a file or a switch that is not there, 413
 * for a body that is too large, 400 for all else that somebody can mend, and 500 with an id for a fault of the server.
 */
public final class FaultMapper implements ExceptionMapper<Throwable> {

    private static final Logger log = LoggerFactory.getLogger(FaultMapper.class);

    @Context
    @SuppressWarnings("NullAway.Init") // set by JAX-RS
    private UriInfo uri;

    @Context
    @SuppressWarnings("NullAway.Init")
    private Request request;

    @Override
    public Response toResponse(Throwable fault) {
        if (fault instanceof ProvisioningException provisioning) {
            log.warn("{}: {}", asked(), fault.getMessage());
            return answer(status(provisioning), String.valueOf(fault.getMessage()));
        }
        if (fault instanceof WebApplicationException web
                && web.getResponse().getStatusInfo().getFamily() != Response.Status.Family.SERVER_ERROR) {
            return notServed(web.getResponse());
        }
        return answer(500, HtmlErrors.serverFault(asked(), fault));
    }

    /** The status that tells a client of this fault. */
    public static int status(ProvisioningException fault) {
        return switch (fault.kind()) {
            case MISSING_FILE, UNKNOWN_SWITCH -> 404;
            case TOO_LARGE -> 413;
            case INVALID_REQUEST, INVALID_FILE, NOT_PROVISIONED, NO_VALUE -> 400;
        };
    }

    private Response notServed(Response response) {
        if (response.getStatusInfo().getFamily() == Response.Status.Family.REDIRECTION) {
            return response;
        }
        Response answer = answer(
                response.getStatus(),
                switch (response.getStatus()) {
                    case 404 -> "there is nothing under this path";
                    case 405 -> "this path does not take the method " + request.getMethod();
                    default -> "the request can't be understood";
                });
        String allow = response.getHeaderString("Allow");
        return allow == null
                ? answer
                : Response.fromResponse(answer).header("Allow", allow).build();
    }

    private String asked() {
        return request.getMethod() + " /" + uri.getPath();
    }

    private static Response answer(int status, String sentence) {
        return Response.status(status)
                .type(HtmlErrors.MEDIA_TYPE)
                .entity(HtmlErrors.body(sentence))
                .build();
    }
}
