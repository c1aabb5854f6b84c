/**
 * Python's regular expressions, as operators have written them for years, on top of {@link java.util.regex}.
 *
 * <p>The two dialects look alike and differ in a hundred places, so nothing is passed through: an expression is parsed by
 * Python's grammar (3.11) and written anew for Java from parts that mean the same in every context.
 */
@NullMarked
package org.ztpserver.core.topology.regex;

import org.jspecify.annotations.NullMarked;
