/** The operator's own programs in the data root: plugins and config-handlers (contract A7). */
@NullMarked
package org.ztpserver.repository.program;

import org.jspecify.annotations.NullMarked;
