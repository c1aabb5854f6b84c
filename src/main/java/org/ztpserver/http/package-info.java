/** HTTP for both protocols: URLs as the client sees them, bodies of limited size, answers to faults. */
@NullMarked
package org.ztpserver.http;

import org.jspecify.annotations.NullMarked;
