/** Part A of the contract over HTTP: what EOS switches ask for. */
@NullMarked
package org.ztpserver.http.eos;

import org.jspecify.annotations.NullMarked;
