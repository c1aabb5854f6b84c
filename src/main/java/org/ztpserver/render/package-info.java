/**
 * Renders configurations from templates. Only this package uses FreeMarker and Jinjava.
 *
 * <p>A template is a program. It can use plain values and files of its own folder, and it is stopped if it takes too
 * long or becomes too large.
 */
@NullMarked
package org.ztpserver.render;

import org.jspecify.annotations.NullMarked;
