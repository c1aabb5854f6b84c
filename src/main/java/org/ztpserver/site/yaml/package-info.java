/** YAML as a tree of text with lines: the only user of SnakeYAML. */
@NullMarked
package org.ztpserver.site.yaml;

import org.jspecify.annotations.NullMarked;
