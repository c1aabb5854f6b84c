/** What the programs on switches report of their steps. */
@NullMarked
package org.ztpserver.progress;

import org.jspecify.annotations.NullMarked;
