package org.ztpserver.resource.pool;

import java.io.IOException;
import java.nio.file.Path;

/** Somebody edited the file in between, so the new text is based on an old version. */
final class ChangedMeanwhileException extends IOException {

    private static final long serialVersionUID = 1L;

    ChangedMeanwhileException(Path file) {
        super(file + " was changed while it was written");
    }
}
