package org.ztpserver.eos.http;

/**
 * How large the bodies of requests may be.
 *
 * @param node of {@code POST /nodes}, in bytes
 * @param startupConfig of {@code PUT /nodes/<id>/startup-config}, in bytes
 */
public record BodyLimits(int node, int startupConfig) {}
