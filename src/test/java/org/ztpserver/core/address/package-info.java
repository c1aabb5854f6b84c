@NullMarked
package org.ztpserver.core.address;

import org.jspecify.annotations.NullMarked;
