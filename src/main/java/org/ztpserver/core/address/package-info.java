/** IPv4 and IPv6 addresses and networks, read from literals. Nothing here asks a name server. */
@NullMarked
package org.ztpserver.core.address;

import org.jspecify.annotations.NullMarked;
