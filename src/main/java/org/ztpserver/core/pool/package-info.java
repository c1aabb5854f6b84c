/** Pools: values that are handed out to nodes, each to one node only. */
@NullMarked
package org.ztpserver.core.pool;

import org.jspecify.annotations.NullMarked;
