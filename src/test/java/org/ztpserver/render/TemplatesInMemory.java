package org.ztpserver.render;

import java.util.LinkedHashMap;
import java.util.Optional;
import org.ztpserver.provisioning.ConfigTemplates;
import org.ztpserver.provisioning.FilePath;

/** The folder of templates as a map. */
final class TemplatesInMemory extends LinkedHashMap<String, String> implements ConfigTemplates {

    private static final long serialVersionUID = 1L;

    @Override
    public Optional<String> text(FilePath template) {
        return Optional.ofNullable(get(template.toString()));
    }
}
