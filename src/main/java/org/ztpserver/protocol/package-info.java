/** What a family of switches contributes to the server, and what the server gives to each. */
@NullMarked
package org.ztpserver.protocol;

import org.jspecify.annotations.NullMarked;
