/** The served files on disk, and their digests. */
@NullMarked
package org.ztpserver.files.disk;

import org.jspecify.annotations.NullMarked;
