/** The paths of files of a site, and findings in these files. */
@NullMarked
package org.ztpserver.core.site;

import org.jspecify.annotations.NullMarked;
