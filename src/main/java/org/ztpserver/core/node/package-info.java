/** A switch as it introduces itself: who it is, and whom it sees on its ports. */
@NullMarked
package org.ztpserver.core.node;

import org.jspecify.annotations.NullMarked;
