package org.ztpserver.poap.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.ztpserver.core.fault.ProvisioningException;
import org.ztpserver.http.FaultMapper;
import org.ztpserver.http.Json;

/** What a Nexus switch is told when it can't be served: {@code {"message": ...}}, which its script logs (contract B). */
final class JsonFaults {

    private static final Logger log = LoggerFactory.getLogger(JsonFaults.class);

    private JsonFaults() {}

    /** The answer, or the reason why there is none. */
    static Response answer(HttpServletRequest request, Supplier<Response> answer) {
        try {
            return answer.get();
        } catch (ProvisioningException e) {
            log.warn(
                    "{} {} {}: {}",
                    request.getRemoteAddr(),
                    request.getMethod(),
                    request.getRequestURI(),
                    e.getMessage());
            return Response.status(FaultMapper.status(e))
                    .type("application/json")
                    .entity(Json.write(Map.of("message", String.valueOf(e.getMessage()))))
                    .build();
        }
    }
}
