/** The programs of the operator in the data root: plugins and config-handlers (contract A7). */
@NullMarked
package org.ztpserver.program;

import org.jspecify.annotations.NullMarked;
