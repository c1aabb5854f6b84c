/** The server as its own process. Only this package uses Jetty. */
@NullMarked
package org.ztpserver.app.standalone;

import org.jspecify.annotations.NullMarked;
