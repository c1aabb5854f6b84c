package org.ztpserver.eos.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import org.ztpserver.core.fault.FaultKind;
import org.ztpserver.core.fault.ProvisioningException;
import org.ztpserver.core.node.NodeId;
import org.ztpserver.eos.NodeDefinitions;
import org.ztpserver.eos.NodeRegistration;
import org.ztpserver.eos.NodeRegistration.Registration;
import org.ztpserver.eos.StartupConfigs;
import org.ztpserver.http.AnswerMemory;
import org.ztpserver.http.Bodies;
import org.ztpserver.http.ContactFilter;
import org.ztpserver.http.ExternalUrls;
import org.ztpserver.http.HtmlErrors;
import org.ztpserver.http.Json;

/** {@code /nodes}: a switch registers, gets its definition, and stores its startup-config (contract A1, A5). */
@Path("nodes")
public final class NodesResource {

    private final NodeRegistration registration;
    private final NodeDefinitions definitions;
    private final StartupConfigs configs;
    private final ExternalUrls urls;
    private final BodyLimits limits;

    public NodesResource(
            NodeRegistration registration,
            NodeDefinitions definitions,
            StartupConfigs configs,
            ExternalUrls urls,
            BodyLimits limits) {
        this.registration = registration;
        this.definitions = definitions;
        this.configs = configs;
        this.urls = urls;
        this.limits = limits;
    }

    @POST
    public Response register(@Context HttpServletRequest request, InputStream body) {
        byte[] bytes = Bodies.read(body, request.getContentLengthLong(), limits.node());
        Registration result = registration.register(ContactFilter.of(request), NodeReportJson.read(bytes));
        return Response.status(result.created() ? Response.Status.CREATED : Response.Status.CONFLICT)
                .type(HtmlErrors.MEDIA_TYPE)
                .header("Location", urls.requestBase(request) + "/nodes/" + result.id())
                .build();
    }

    @GET
    @Path("{id}")
    public Response definition(@Context HttpServletRequest request, @PathParam("id") String id) {
        return Json.ok(definitions.definitionFor(ContactFilter.of(request), nodeId(id), urls.serverUrl(request)));
    }

    @GET
    @Path("{id}/startup-config")
    public Response startupConfig(@Context HttpServletRequest request, @PathParam("id") String id) {
        byte[] config = configs.get(ContactFilter.of(request), nodeId(id), AnswerMemory.of(request)::take);
        return Bodies.ok(config, "text/plain");
    }

    @PUT
    @Path("{id}/startup-config")
    public Response storeStartupConfig(
            @Context HttpServletRequest request, @PathParam("id") String id, InputStream body) {
        NodeId nodeId = nodeId(id);
        byte[] config = Bodies.read(body, request.getContentLengthLong(), limits.startupConfig());
        boolean first = configs.put(ContactFilter.of(request), nodeId, config);
        return Response.status(first ? Response.Status.CREATED : Response.Status.OK)
                .type(HtmlErrors.MEDIA_TYPE)
                .build();
    }

    /** @throws ProvisioningException (INVALID_REQUEST) if no node can have this identifier */
    static NodeId nodeId(String text) {
        try {
            return NodeId.parse(text);
        } catch (IllegalArgumentException e) {
            throw new ProvisioningException(FaultKind.INVALID_REQUEST, String.valueOf(e.getMessage()));
        }
    }
}
