package org.ztpserver.provisioning;

import java.util.Optional;

/** The templates of switch configurations: {@code poap/templates/} (contract B). */
public interface ConfigTemplates {

    /** Below the data root, with a slash at the end: for messages. */
    String FOLDER = "poap/templates/";

    /**
     * The text of a template as it is now; the same object as long as the file is the same.
     *
     * @return empty when there is no such file in the folder
     * @throws InvalidFileException when it is not UTF-8
     */
    Optional<String> text(FilePath template);

    /** The template of a switch that names none: {@code conf_nxv.ftl}, or {@code conf_nxv.j2} where only that is there. */
    default FilePath standard() {
        FilePath freeMarker = FilePath.parse("conf_nxv.ftl");
        FilePath jinja = FilePath.parse("conf_nxv.j2");
        return text(freeMarker).isEmpty() && text(jinja).isPresent() ? jinja : freeMarker;
    }
}
