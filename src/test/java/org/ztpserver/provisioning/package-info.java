@NullMarked
package org.ztpserver.provisioning;

import org.jspecify.annotations.NullMarked;
