/**
 * Faults that somebody can fix: the one exception that ends a request or a command, and the collector of faults in
 * files.
 */
@NullMarked
package org.ztpserver.core.fault;

import org.jspecify.annotations.NullMarked;
