/** The settings: {@code ztpserver.conf} and the environment (contract A3), and the log that they describe. */
@NullMarked
package org.ztpserver.app.config;

import org.jspecify.annotations.NullMarked;
