/**
 * Provisioning of EOS switches: the use cases of part A of the contract, one class each, and the ports that they need.
 *
 * <p>Nothing here knows HTTP, files or YAML: {@code eos.http} has the doors, {@code eos.disk} the data root.
 */
@NullMarked
package org.ztpserver.eos;

import org.jspecify.annotations.NullMarked;
