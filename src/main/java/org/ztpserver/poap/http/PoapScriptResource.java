package org.ztpserver.poap.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import org.ztpserver.http.Bodies;
import org.ztpserver.http.ContactFilter;
import org.ztpserver.http.ExternalUrls;
import org.ztpserver.poap.PoapScript;

/** {@code /poap_script.py}: the script that a switch without a configuration runs (contract B). */
@Path("poap_script.py")
public final class PoapScriptResource {

    private final PoapScript script;
    private final ExternalUrls urls;
    private final JsonFaults faults;

    public PoapScriptResource(PoapScript script, ExternalUrls urls, JsonFaults faults) {
        this.faults = faults;
        this.script = script;
        this.urls = urls;
    }

    @GET
    public Response script(@Context HttpServletRequest request) {
        return faults.answer(request, () -> {
            script.publish();
            return Bodies.ok(script.script(ContactFilter.of(request), urls.serverUrl(request)), "text/x-python");
        });
    }
}
