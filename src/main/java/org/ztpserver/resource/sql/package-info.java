/** Pools in databases, through JDBC. */
@NullMarked
package org.ztpserver.resource.sql;

import org.jspecify.annotations.NullMarked;
