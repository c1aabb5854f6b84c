/** YAML as a tree of text with line numbers. Only this package uses SnakeYAML. */
@NullMarked
package org.ztpserver.site.yaml;

import org.jspecify.annotations.NullMarked;
