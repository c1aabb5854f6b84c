package org.ztpserver.http.eos;

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
import org.ztpserver.provisioning.NotProvisionedException;
import org.ztpserver.provisioning.ProgressReport;
import org.ztpserver.provisioning.ProgressReports;

/**
 * {@code /nodes/<id>/progress}: the program on a switch tells how a step went (contract A9).
 *
 * <p>Deployed clients do not know of it; ours takes no notice of the answer.
 */
@Path("nodes/{id}/progress")
public final class NodeProgressResource {

    private static final int MAX_REPORT_BYTES = 16 << 10;

    private final ProgressReports reports;
    private final Clock clock;

    public NodeProgressResource(ProgressReports reports, Clock clock) {
        this.reports = reports;
        this.clock = clock;
    }

    @POST
    public Response report(@Context HttpServletRequest request, @PathParam("id") String text, InputStream body) {
        NodeId id = NodesResource.nodeId(text);
        byte[] json = Bodies.read(body, request.getContentLengthLong(), MAX_REPORT_BYTES);
        if (!reports.report(id, ProgressReport.of(Json.readObject(json), clock.instant()))) {
            throw new NotProvisionedException("node " + id + " is unknown: it has to register first");
        }
        return Response.noContent().build();
    }
}
