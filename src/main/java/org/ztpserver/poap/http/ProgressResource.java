package org.ztpserver.poap.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.time.Clock;
import org.ztpserver.core.node.NodeId;
import org.ztpserver.http.ContactFilter;
import org.ztpserver.progress.ProgressReportJson;
import org.ztpserver.progress.ProgressReports;

/** {@code /progress/<serial>}: a switch reports how a step went (contract B). */
@Path("progress/{serial}")
public final class ProgressResource {

    private final ProgressReports reports;
    private final SerialNumbers serials;
    private final Clock clock;
    private final JsonFaults faults;

    public ProgressResource(ProgressReports reports, SerialNumbers serials, Clock clock, JsonFaults faults) {
        this.faults = faults;
        this.reports = reports;
        this.serials = serials;
        this.clock = clock;
    }

    @POST
    public Response report(@Context HttpServletRequest request, @PathParam("serial") String serial, InputStream body) {
        return faults.answer(request, () -> {
            NodeId id = NodeId.parse(serials.parse(serial).value());
            reports.report(
                    ContactFilter.of(request),
                    id,
                    ProgressReportJson.read(body, request.getContentLengthLong(), clock));
            return Response.noContent().build();
        });
    }
}
