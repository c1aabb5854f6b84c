/** What a family of switches contributes to the server, and the services that the server provides to it. */
@NullMarked
package org.ztpserver.protocol;

import org.jspecify.annotations.NullMarked;
