package org.ztpserver.eos;

import org.jspecify.annotations.Nullable;
import org.ztpserver.core.node.Node;

/**
 * The report of a switch that registers (contract A5).
 *
 * @param node the switch and its LLDP neighbors
 * @param config the switch's own startup-config; null if it sent none
 */
public record NodeReport(Node node, @Nullable String config) {}
