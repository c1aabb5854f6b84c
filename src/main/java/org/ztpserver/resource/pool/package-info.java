/** Pools in files: {@code resources/} of the data root. */
@NullMarked
package org.ztpserver.resource.pool;

import org.jspecify.annotations.NullMarked;
