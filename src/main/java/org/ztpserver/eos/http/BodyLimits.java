package org.ztpserver.eos.http;

/**
 * The largest request bodies that the server accepts.
 *
 * @param node of {@code POST /nodes}, in bytes
 * @param startupConfig of {@code PUT /nodes/<id>/startup-config}, in bytes
 */
public record BodyLimits(int node, int startupConfig) {}
