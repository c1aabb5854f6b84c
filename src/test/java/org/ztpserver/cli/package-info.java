/** Tests of what the command line does, without processes. */
@NullMarked
package org.ztpserver.cli;

import org.jspecify.annotations.NullMarked;
