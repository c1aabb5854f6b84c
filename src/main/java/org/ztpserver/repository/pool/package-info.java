/**
 * Pools of values that nodes share, in files and in databases (contract A7). Two nodes never get one value, whatever
 * crashes or runs at once.
 */
@NullMarked
package org.ztpserver.repository.pool;

import org.jspecify.annotations.NullMarked;
