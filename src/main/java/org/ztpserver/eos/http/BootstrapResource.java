package org.ztpserver.eos.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.ztpserver.eos.Bootstrap;
import org.ztpserver.http.Bodies;
import org.ztpserver.http.ExternalUrls;
import org.ztpserver.http.Json;

/** {@code /bootstrap}: the script that a new switch starts with, and its settings (contract A1, A2). */
@Path("bootstrap")
public final class BootstrapResource {

    private static final Logger log = LoggerFactory.getLogger(BootstrapResource.class);

    private final Bootstrap bootstrap;
    private final ExternalUrls urls;

    public BootstrapResource(Bootstrap bootstrap, ExternalUrls urls) {
        this.bootstrap = bootstrap;
        this.urls = urls;
    }

    @GET
    public Response script(@Context HttpServletRequest request) {
        byte[] script = bootstrap.script(urls.serverUrl(request));
        log.info("{}: node begins provisioning", request.getRemoteAddr());
        return Bodies.ok(script, "text/x-python");
    }

    @GET
    @Path("config")
    public Response settings() {
        return Json.ok(bootstrap.settings());
    }
}
