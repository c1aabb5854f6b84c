package org.ztpserver.poap.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.function.Supplier;
import org.ztpserver.core.fault.ProvisioningException;
import org.ztpserver.http.FaultReports;
import org.ztpserver.http.Json;

/** Faults as answers to Nexus switches: {@code {"message": ...}}, which their script logs (contract B). */
public final class JsonFaults {

    private final FaultReports reports;

    public JsonFaults(FaultReports reports) {
        this.reports = reports;
    }

    /** The answer, or the fault as JSON. */
    Response answer(HttpServletRequest request, Supplier<Response> answer) {
        try {
            return answer.get();
        } catch (ProvisioningException e) {
            return answer(reports.refused(request, e));
        } catch (RuntimeException e) {
            return answer(reports.failed(request, e));
        }
    }

    private static Response answer(FaultReports.Answer answer) {
        return Response.status(answer.status())
                .header("Retry-After", answer.retryAfter())
                .type("application/json")
                .entity(Json.write(Map.of("message", answer.sentence())))
                .build();
    }
}
