/** What EOS switches need of the data root (contract A4): nodes, neighbordb, definitions, the bootstrap script. */
@NullMarked
package org.ztpserver.eos.disk;

import org.jspecify.annotations.NullMarked;
