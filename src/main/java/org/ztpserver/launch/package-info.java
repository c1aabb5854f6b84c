/**
 * The program that {@code java -jar ztpserver.war} starts. It is at the root of the WAR and knows nothing of the
 * server.
 */
@NullMarked
package org.ztpserver.launch;

import org.jspecify.annotations.NullMarked;
