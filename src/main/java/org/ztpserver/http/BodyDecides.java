package org.ztpserver.http;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;

/**
 * Takes no notice of {@code Content-Type} and {@code Accept}: deployed clients send a body of {@code text/html} with a
 * {@code GET}, JSON under any name, and {@code Accept} as they like (contract A1).
 */
@PreMatching
public final class BodyDecides implements ContainerRequestFilter {

    @Override
    public void filter(ContainerRequestContext request) {
        request.getHeaders().putSingle(HttpHeaders.CONTENT_TYPE, "application/octet-stream");
        request.getHeaders().putSingle(HttpHeaders.ACCEPT, "*/*");
    }
}
