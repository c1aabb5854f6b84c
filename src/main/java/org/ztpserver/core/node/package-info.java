/** A switch as it describes itself: its identifiers, and the neighbors on its ports. */
@NullMarked
package org.ztpserver.core.node;

import org.jspecify.annotations.NullMarked;
