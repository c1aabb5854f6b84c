@NullMarked
package org.ztpserver.http.flow;

import org.jspecify.annotations.NullMarked;
