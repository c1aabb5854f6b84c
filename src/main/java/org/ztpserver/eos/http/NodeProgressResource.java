package org.ztpserver.eos.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.time.Clock;
import org.ztpserver.core.fault.FaultKind;
import org.ztpserver.core.fault.ProvisioningException;
import org.ztpserver.core.node.NodeId;
import org.ztpserver.http.ContactFilter;
import org.ztpserver.progress.ProgressReportJson;
import org.ztpserver.progress.ProgressReports;

/**
 * {@code /nodes/<id>/progress}: a switch reports how a step went (contract A9).
 *
 * <p>Only our own bootstrap script uses it, and ignores the answer.
 */
@Path("nodes/{id}/progress")
public final class NodeProgressResource {

    private final ProgressReports reports;
    private final Clock clock;

    public NodeProgressResource(ProgressReports reports, Clock clock) {
        this.reports = reports;
        this.clock = clock;
    }

    @POST
    public Response report(@Context HttpServletRequest request, @PathParam("id") String text, InputStream body) {
        NodeId id = NodesResource.nodeId(text);
        if (!reports.report(
                ContactFilter.of(request), id, ProgressReportJson.read(body, request.getContentLengthLong(), clock))) {
            throw new ProvisioningException(
                    FaultKind.NOT_PROVISIONED, "node " + id + " is unknown: it must register first");
        }
        return Response.noContent().build();
    }
}
