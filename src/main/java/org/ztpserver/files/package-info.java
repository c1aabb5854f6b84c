/**
 * The files that switches of all protocols download (contract A1): {@code /files}, {@code /actions} and {@code /meta}.
 */
@NullMarked
package org.ztpserver.files;

import org.jspecify.annotations.NullMarked;
