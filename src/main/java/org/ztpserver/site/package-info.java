/**
 * The data root on disk: paths below it, files that are written completely or not at all, and a cache of parsed files.
 */
@NullMarked
package org.ztpserver.site;

import org.jspecify.annotations.NullMarked;
