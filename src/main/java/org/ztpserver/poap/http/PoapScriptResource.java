package org.ztpserver.poap.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import org.ztpserver.http.Bodies;
import org.ztpserver.http.ExternalUrls;
import org.ztpserver.poap.PoapScript;

/** {@code /poap_script.py}: the script that a switch without a configuration runs (contract B). */
@Path("poap_script.py")
public final class PoapScriptResource {

    private final PoapScript script;
    private final ExternalUrls urls;

    public PoapScriptResource(PoapScript script, ExternalUrls urls) {
        this.script = script;
        this.urls = urls;
    }

    @GET
    public Response script(@Context HttpServletRequest request) {
        return JsonFaults.answer(request, () -> {
            script.publish();
            return Bodies.ok(script.script(urls.serverUrl(request)), "text/x-python");
        });
    }
}
