/**
 * The use cases, one class each, and the ports that they need from the outside.
 *
 * <p>Nothing here knows HTTP, files or YAML. A fault that somebody can mend is a {@link
 * org.ztpserver.provisioning.ProvisioningException}.
 */
@NullMarked
package org.ztpserver.provisioning;

import org.jspecify.annotations.NullMarked;
