package org.ztpserver.http.poap;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.time.Clock;
import org.ztpserver.core.node.NodeId;
import org.ztpserver.http.Bodies;
import org.ztpserver.http.Json;
import org.ztpserver.provisioning.ProgressReport;
import org.ztpserver.provisioning.ProgressReports;

/** {@code /progress/<serial>}: a switch tells how a step went. */
@Path("progress/{serial}")
public final class ProgressResource {

    private static final int MAX_REPORT_BYTES = 16 << 10;

    private final ProgressReports reports;
    private final Clock clock;

    public ProgressResource(ProgressReports reports, Clock clock) {
        this.reports = reports;
        this.clock = clock;
    }

    @POST
    public Response report(@Context HttpServletRequest request, @PathParam("serial") String serial, InputStream body) {
        return JsonErrors.instead(request, () -> {
            NodeId id = NodeId.parse(SerialNumbers.parse(serial).value());
            byte[] json = Bodies.read(body, request.getContentLengthLong(), MAX_REPORT_BYTES);
            reports.report(id, ProgressReport.of(Json.readObject(json), clock.instant()));
            return Response.noContent().build();
        });
    }
}
