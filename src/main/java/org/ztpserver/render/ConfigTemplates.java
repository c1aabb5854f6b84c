package org.ztpserver.render;

import java.util.Optional;
import org.ztpserver.core.fault.ProvisioningException;
import org.ztpserver.core.site.FilePath;

/** A folder of templates of switch configurations. */
public interface ConfigTemplates {

    /** Its path below the data root, for messages. */
    String folder();

    /**
     * The text of a template as it is now; the same object as long as the file is the same.
     *
     * @return empty when there is no such file in the folder
     * @throws ProvisioningException (INVALID_FILE) when it is not UTF-8
     */
    Optional<String> text(FilePath template);
}
