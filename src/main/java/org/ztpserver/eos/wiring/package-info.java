/** EOS as one object: what it contributes to the server, and of what it is made. */
@NullMarked
package org.ztpserver.eos.wiring;

import org.jspecify.annotations.NullMarked;
