package org.ztpserver.render;

import java.util.LinkedHashMap;
import java.util.Optional;
import org.ztpserver.core.site.FilePath;

/** The folder of templates as a map. */
public final class TemplatesInMemory extends LinkedHashMap<String, String> implements ConfigTemplates {

    private static final long serialVersionUID = 1L;

    @Override
    public String folder() {
        return "poap/templates";
    }

    @Override
    public Optional<String> text(FilePath template) {
        return Optional.ofNullable(get(template.toString()));
    }
}
