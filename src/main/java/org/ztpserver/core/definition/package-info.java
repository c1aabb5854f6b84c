/** What a switch must do: definitions, their attributes, and the values for one node. */
@NullMarked
package org.ztpserver.core.definition;

import org.jspecify.annotations.NullMarked;
