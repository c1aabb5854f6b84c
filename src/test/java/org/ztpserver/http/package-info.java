@NullMarked
package org.ztpserver.http;

import org.jspecify.annotations.NullMarked;
