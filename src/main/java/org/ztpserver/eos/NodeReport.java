package org.ztpserver.eos;

import org.jspecify.annotations.Nullable;
import org.ztpserver.core.node.Node;

/**
 * What a switch says of itself when it registers (contract A5).
 *
 * @param node the switch and its LLDP neighbors
 * @param config the switch's own startup-config, when it sent one
 */
public record NodeReport(Node node, @Nullable String config) {}
