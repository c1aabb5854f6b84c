/** What the commands of {@code ztps} do and print, apart from serving. */
@NullMarked
package org.ztpserver.cli;

import org.jspecify.annotations.NullMarked;
