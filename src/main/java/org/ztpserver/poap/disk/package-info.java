/** What Nexus switches need of the data root: {@code poap/}. */
@NullMarked
package org.ztpserver.poap.disk;

import org.jspecify.annotations.NullMarked;
