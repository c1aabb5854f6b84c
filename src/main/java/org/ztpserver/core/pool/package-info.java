/** Pools of values that are handed to nodes, each value to one. */
@NullMarked
package org.ztpserver.core.pool;

import org.jspecify.annotations.NullMarked;
