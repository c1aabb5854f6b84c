/**
 * Events: use cases, resources and servlets tell {@link org.ztpserver.event.Events} what happened, and listeners
 * receive it.
 */
@NullMarked
package org.ztpserver.event;

import org.jspecify.annotations.NullMarked;
