/**
 * The data root on disk: which paths lie below it, files that are written whole or not at all, and parsed files that are
 * kept by what {@code stat} says.
 */
@NullMarked
package org.ztpserver.site;

import org.jspecify.annotations.NullMarked;
