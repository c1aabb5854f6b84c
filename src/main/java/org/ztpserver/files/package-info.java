/**
 * The files that switches download (contract A1): {@code /files}, {@code /actions} and {@code /meta}, for all protocols.
 */
@NullMarked
package org.ztpserver.files;

import org.jspecify.annotations.NullMarked;
