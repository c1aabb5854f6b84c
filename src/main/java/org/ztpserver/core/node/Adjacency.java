package org.ztpserver.core.node;

/** One neighbor seen on one local interface. */
public record Adjacency(String localInterface, Neighbor neighbor) {}
