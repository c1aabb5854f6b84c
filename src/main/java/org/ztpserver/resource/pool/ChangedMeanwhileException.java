package org.ztpserver.resource.pool;

import java.io.IOException;
import java.nio.file.Path;

/** An operator was faster: the file is no longer what the new text was based on. */
final class ChangedMeanwhileException extends IOException {

    private static final long serialVersionUID = 1L;

    ChangedMeanwhileException(Path file) {
        super(file + " was changed while it was written");
    }
}
