package org.ztpserver.poap.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.Map;
import org.ztpserver.core.node.SerialNumber;
import org.ztpserver.http.Bodies;
import org.ztpserver.http.ContactFilter;
import org.ztpserver.http.ExternalUrls;
import org.ztpserver.http.Json;
import org.ztpserver.poap.PoapProvisioning;
import org.ztpserver.poap.PoapScript;

/** {@code /<serial>}: a switch registers with its serial number and MAC address (contract B). */
@Path("{serial}")
public final class CollectResource {

    /** A longer form is refused. */
    public static final int MAX_FORM_BYTES = 64 << 10;

    private final PoapProvisioning provisioning;
    private final PoapScript script;
    private final SerialNumbers serials;
    private final ExternalUrls urls;
    private final JsonFaults faults;

    public CollectResource(
            PoapProvisioning provisioning,
            PoapScript script,
            SerialNumbers serials,
            ExternalUrls urls,
            JsonFaults faults) {
        this.faults = faults;
        this.provisioning = provisioning;
        this.script = script;
        this.serials = serials;
        this.urls = urls;
    }

    @PUT
    public Response collect(@Context HttpServletRequest request, @PathParam("serial") String text, InputStream body) {
        return faults.answer(request, () -> {
            SerialNumber serial = serials.parse(text);
            String mac = Form.parse(Bodies.read(body, request.getContentLengthLong(), MAX_FORM_BYTES))
                    .required("data");
            script.publish();
            return Json.ok(PoapAnswerJson.of(
                    provisioning.collect(ContactFilter.of(request), serial, mac, urls.serverUrl(request))));
        });
    }

    @GET
    public Response collected(@Context HttpServletRequest request, @PathParam("serial") String text) {
        SerialNumber serial = serials.find(text);
        return faults.answer(request, () -> Json.ok(Map.of(serial.value(), provisioning.mac(serial))));
    }
}
