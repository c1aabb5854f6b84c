package org.ztpserver.provisioning;

import java.util.Optional;
import org.ztpserver.core.node.NodeId;

/**
 * What an operator does to the file pools as a whole. Every method takes all pools when {@code pool} is empty, and every
 * owner when {@code node} is, and fails before anything has changed when one of these pools is broken.
 */
public interface PoolAdministration {

    /** How many values are taken. */
    int taken(Optional<String> pool, Optional<NodeId> node);

    /** Frees them, all or none, and says how many there were. */
    int clear(Optional<String> pool, Optional<NodeId> node);
}
