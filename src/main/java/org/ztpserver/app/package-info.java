/** The server as a whole: its configuration, its wiring, and the ways in which it is started. */
@NullMarked
package org.ztpserver.app;

import org.jspecify.annotations.NullMarked;
