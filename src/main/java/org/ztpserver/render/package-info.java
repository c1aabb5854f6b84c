/**
 * Configurations made of templates, and the only user of FreeMarker and Jinjava.
 *
 * <p>A template is a program: it gets plain values and files of its own folder, and it is stopped when it takes too long
 * or becomes too large.
 */
@NullMarked
package org.ztpserver.render;

import org.jspecify.annotations.NullMarked;
