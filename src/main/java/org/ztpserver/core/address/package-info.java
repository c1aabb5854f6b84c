/** Addresses and networks of IPv4 and IPv6, from their literals: nothing here asks a name server. */
@NullMarked
package org.ztpserver.core.address;

import org.jspecify.annotations.NullMarked;
