package org.ztpserver.eos.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import org.ztpserver.eos.Bootstrap;
import org.ztpserver.http.Bodies;
import org.ztpserver.http.ContactFilter;
import org.ztpserver.http.ExternalUrls;
import org.ztpserver.http.Json;

/** {@code /bootstrap}: the bootstrap script and its settings (contract A1, A2). */
@Path("bootstrap")
public final class BootstrapResource {

    private final Bootstrap bootstrap;
    private final ExternalUrls urls;

    public BootstrapResource(Bootstrap bootstrap, ExternalUrls urls) {
        this.bootstrap = bootstrap;
        this.urls = urls;
    }

    @GET
    public Response script(@Context HttpServletRequest request) {
        return Bodies.ok(bootstrap.script(ContactFilter.of(request), urls.serverUrl(request)), "text/x-python");
    }

    @GET
    @Path("config")
    public Response settings() {
        return Json.ok(bootstrap.settings());
    }
}
