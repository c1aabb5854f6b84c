/**
 * neighbordb, which chooses the definition of a switch by its identifier, its model and its neighbors (section A6 of
 * the contract).
 *
 * <p>{@link org.ztpserver.core.topology.Neighbordb} chooses a {@link org.ztpserver.core.topology.NodePattern}, whose
 * {@link org.ztpserver.core.topology.Requirements} consist of {@link org.ztpserver.core.topology.InterfacePattern}s.
 */
@NullMarked
package org.ztpserver.core.topology;

import org.jspecify.annotations.NullMarked;
