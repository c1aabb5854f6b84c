package org.ztpserver.render;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A template language. Its work stops soon after its thread is interrupted, wherever the language allows that. */
interface Engine {

    /**
     * @param template which is there
     * @param text of the template as it is now
     */
    String render(String template, String text, Map<String, @Nullable Object> variables) throws RenderException;

    void check(String template, String text) throws RenderException;
}
