/** What {@code java -jar ztpserver.war} starts. It lies at the root of the WAR and knows nothing of the server. */
@NullMarked
package org.ztpserver.launch;

import org.jspecify.annotations.NullMarked;
