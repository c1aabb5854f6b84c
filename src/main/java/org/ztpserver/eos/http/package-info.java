/** Part A of the contract over HTTP: what EOS switches ask for. */
@NullMarked
package org.ztpserver.eos.http;

import org.jspecify.annotations.NullMarked;
