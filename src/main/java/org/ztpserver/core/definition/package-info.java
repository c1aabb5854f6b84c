/** What a switch has to do: definitions, their attributes, and the values that are worked out for one node. */
@NullMarked
package org.ztpserver.core.definition;

import org.jspecify.annotations.NullMarked;
