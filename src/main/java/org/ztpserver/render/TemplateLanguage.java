package org.ztpserver.render;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ztpserver.core.site.FilePath;

/** A language of templates, recognized by the suffix of the file name. */
public enum TemplateLanguage {
    FREEMARKER(".ftl", "FreeMarker"),
    JINJA2(".j2", "Jinja2");

    private final String suffix;
    private final String title;

    TemplateLanguage(String suffix, String title) {
        this.suffix = suffix;
        this.title = title;
    }

    /** The language of a file; empty if it is not a template. */
    public static Optional<TemplateLanguage> of(FilePath path) {
        return Arrays.stream(values())
                .filter(language -> path.toString().endsWith(language.suffix))
                .findFirst();
    }

    /** The name of a template in this language: {@code conf_nxv.ftl}. */
    public FilePath file(String name) {
        return FilePath.parse(name + suffix);
    }

    /** The suffixes of templates, for messages: {@code .ftl (FreeMarker) or .j2 (Jinja2)}. */
    public static String suffixes() {
        return Arrays.stream(values())
                .map(language -> language.suffix + " (" + language.title + ")")
                .collect(Collectors.joining(" or "));
    }
}
