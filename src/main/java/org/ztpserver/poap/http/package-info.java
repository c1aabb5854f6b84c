/** Part B of the contract over HTTP: what Nexus switches ask for. */
@NullMarked
package org.ztpserver.poap.http;

import org.jspecify.annotations.NullMarked;
