/** How files of a site are named, and what is wrong in them. */
@NullMarked
package org.ztpserver.core.site;

import org.jspecify.annotations.NullMarked;
