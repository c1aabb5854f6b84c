package org.ztpserver.poap.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import org.ztpserver.http.Bodies;
import org.ztpserver.http.ContactFilter;
import org.ztpserver.poap.PoapProvisioning;

/** {@code /conf/<serial>}: the current configuration of a switch (contract B). */
@Path("conf/{serial}")
public final class ConfResource {

    private final PoapProvisioning provisioning;
    private final SerialNumbers serials;
    private final JsonFaults faults;

    public ConfResource(PoapProvisioning provisioning, SerialNumbers serials, JsonFaults faults) {
        this.faults = faults;
        this.provisioning = provisioning;
        this.serials = serials;
    }

    @GET
    public Response config(@Context HttpServletRequest request, @PathParam("serial") String serial) {
        return faults.answer(
                request,
                () -> Bodies.ok(
                        provisioning.config(ContactFilter.of(request), serials.parse(serial)),
                        "text/plain;charset=UTF-8"));
    }
}
