@NullMarked
package org.ztpserver.app;

import org.jspecify.annotations.NullMarked;
