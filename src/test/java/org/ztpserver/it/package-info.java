/** The server through the doors that its users use: HTTP, the command line, the data root. */
@NullMarked
package org.ztpserver.it;

import org.jspecify.annotations.NullMarked;
