@NullMarked
package org.ztpserver;

import org.jspecify.annotations.NullMarked;
