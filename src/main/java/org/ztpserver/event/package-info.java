/**
 * What happened, said once: use cases and doors tell {@link org.ztpserver.event.Events}, and whoever wants to know listens.
 */
@NullMarked
package org.ztpserver.event;

import org.jspecify.annotations.NullMarked;
