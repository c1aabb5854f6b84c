@NullMarked
package org.ztpserver.core.definition;

import org.jspecify.annotations.NullMarked;
