package org.ztpserver.render;

import java.util.Optional;
import org.ztpserver.core.fault.ProvisioningException;
import org.ztpserver.core.site.FilePath;

/** A folder of templates of switch configurations. */
public interface ConfigTemplates {

    /** The path of the folder below the data root, for messages. */
    String folder();

    /**
     * The current text of a template. It is the same object while the file does not change.
     *
     * @return empty if the folder has no such file
     * @throws ProvisioningException (INVALID_FILE) if the file is not UTF-8
     */
    Optional<String> text(FilePath template);
}
