/**
 * Python's regular expressions, which existing sites use, on top of {@link java.util.regex}.
 *
 * <p>The two dialects look alike but differ in many places, so nothing is passed through. An expression is parsed by
 * Python's grammar (3.11) and rewritten for Java from parts that mean the same in every context.
 */
@NullMarked
package org.ztpserver.core.topology.regex;

import org.jspecify.annotations.NullMarked;
