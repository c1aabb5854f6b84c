/**
 * neighbordb: which definition a switch gets, by its identifier, its model and the neighbors that it sees (section A6 of
 * the contract).
 *
 * <p>{@link org.ztpserver.core.topology.Neighbordb} chooses a {@link org.ztpserver.core.topology.NodePattern}, whose
 * {@link org.ztpserver.core.topology.Requirements} are made of {@link org.ztpserver.core.topology.InterfacePattern}s.
 */
@NullMarked
package org.ztpserver.core.topology;

import org.jspecify.annotations.NullMarked;
