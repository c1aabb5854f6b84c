/** The WAR in a servlet container: which one is said in the build, not here. */
@NullMarked
package org.ztpserver.it.container;

import org.jspecify.annotations.NullMarked;
