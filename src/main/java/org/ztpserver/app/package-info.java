/** The server as a whole: its wiring, and its start in a servlet container or as its own process. */
@NullMarked
package org.ztpserver.app;

import org.jspecify.annotations.NullMarked;
