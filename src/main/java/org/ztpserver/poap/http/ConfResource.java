package org.ztpserver.poap.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import org.ztpserver.http.Bodies;
import org.ztpserver.poap.PoapProvisioning;

/** {@code /conf/<serial>}: the configuration of a switch as it is now (contract B). */
@Path("conf/{serial}")
public final class ConfResource {

    private final PoapProvisioning provisioning;
    private final SerialNumbers serials;

    public ConfResource(PoapProvisioning provisioning, SerialNumbers serials) {
        this.provisioning = provisioning;
        this.serials = serials;
    }

    @GET
    public Response config(@Context HttpServletRequest request, @PathParam("serial") String serial) {
        return JsonFaults.answer(
                request, () -> Bodies.ok(provisioning.config(serials.parse(serial)), "text/plain;charset=UTF-8"));
    }
}
