/** The command line {@code ztps} (contract A8): the only user of picocli. */
@NullMarked
package org.ztpserver.cli;

import org.jspecify.annotations.NullMarked;
