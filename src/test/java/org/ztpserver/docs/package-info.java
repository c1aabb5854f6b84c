/** The manual, compared with the server: what {@code docs/} says is what the code does. */
@NullMarked
package org.ztpserver.docs;

import org.jspecify.annotations.NullMarked;
