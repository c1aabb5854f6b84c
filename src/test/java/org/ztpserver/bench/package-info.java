/** Programs that measure the server; no test runs them. */
@NullMarked
package org.ztpserver.bench;

import org.jspecify.annotations.NullMarked;
