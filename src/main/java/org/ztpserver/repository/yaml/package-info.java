/**
 * YAML as operators of switches write it, and the only user of SnakeYAML.
 *
 * <p>A document is read as a tree of scalars with their text, never as objects: what YAML 1.1 would take for a number, a
 * date or a boolean is a name here as often as not.
 */
@NullMarked
package org.ztpserver.repository.yaml;

import org.jspecify.annotations.NullMarked;
