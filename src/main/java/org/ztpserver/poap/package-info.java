/**
 * Provisioning of Nexus switches: the use cases of part B of the contract, and the ports that they need.
 *
 * <p>Nothing here knows HTTP, files or YAML: {@code poap.http} has the doors, {@code poap.disk} the data root.
 */
@NullMarked
package org.ztpserver.poap;

import org.jspecify.annotations.NullMarked;
