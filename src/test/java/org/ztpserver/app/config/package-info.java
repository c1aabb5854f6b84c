@NullMarked
package org.ztpserver.app.config;

import org.jspecify.annotations.NullMarked;
