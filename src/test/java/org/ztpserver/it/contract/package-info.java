/** What switches in the field hold the server to, tested over HTTP: the same for every way in which the WAR is run. */
@NullMarked
package org.ztpserver.it.contract;

import org.jspecify.annotations.NullMarked;
