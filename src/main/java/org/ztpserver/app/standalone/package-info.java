/** The server as a process of its own: the only user of Jetty. */
@NullMarked
package org.ztpserver.app.standalone;

import org.jspecify.annotations.NullMarked;
