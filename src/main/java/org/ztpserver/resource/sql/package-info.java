/** Pools in databases, over JDBC. */
@NullMarked
package org.ztpserver.resource.sql;

import org.jspecify.annotations.NullMarked;
