/** The command line {@code ztps} (contract A8). Only this package uses picocli. */
@NullMarked
package org.ztpserver.cli;

import org.jspecify.annotations.NullMarked;
