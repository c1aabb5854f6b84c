package org.ztpserver.render;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A template engine. A rendering stops soon after its thread is interrupted, as far as the engine allows it. */
interface Engine {

    /**
     * @param template an existing template
     * @param text the current text of the template
     */
    String render(String template, String text, Map<String, @Nullable Object> variables) throws RenderException;

    void check(String template, String text) throws RenderException;
}
