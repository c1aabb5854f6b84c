package org.ztpserver.provisioning;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the text of a configuration of a template and a switch's variables (contract B). */
public interface ConfigRenderer {

    /** Whether a name ends as the templates of a language do that is rendered: {@code .ftl} or {@code .j2}. */
    static boolean isTemplate(FilePath path) {
        return path.toString().endsWith(".ftl") || path.toString().endsWith(".j2");
    }

    /**
     * The whole text, or none of it.
     *
     * @param template for which {@link #isTemplate} holds
     * @param variables plain values: maps, lists, text, numbers, booleans; null is as good as undefined
     * @throws InvalidFileException when a variable is undefined or the template is broken in another way, takes too long
     *     or becomes too large, with template and line
     * @throws MissingFileException when there is no such template
     */
    String render(FilePath template, Map<String, @Nullable Object> variables);

    /**
     * Looks for what is wrong in a template whatever the variables are.
     *
     * @throws InvalidFileException with template and line
     * @throws MissingFileException as {@link #render}
     */
    void check(FilePath template);
}
