/** The served files over HTTP: ranges and conditions (RFC 9110), digests, and proxies that send files themselves. */
@NullMarked
package org.ztpserver.files.http;

import org.jspecify.annotations.NullMarked;
