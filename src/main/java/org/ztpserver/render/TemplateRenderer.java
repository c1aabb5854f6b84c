package org.ztpserver.render;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ztpserver.provisioning.ConfigRenderer;
import org.ztpserver.provisioning.ConfigTemplates;
import org.ztpserver.provisioning.FilePath;
import org.ztpserver.provisioning.Finding;
import org.ztpserver.provisioning.InvalidFileException;
import org.ztpserver.provisioning.MissingFileException;

/** Renders {@code .ftl} with FreeMarker and {@code .j2} with Jinjava, within limits. */
public final class TemplateRenderer implements ConfigRenderer {

    private final ConfigTemplates templates;
    private final Watch watch;
    private final Engine freeMarker;
    private final Engine jinja;

    public TemplateRenderer(ConfigTemplates templates, RenderLimits limits) {
        this.templates = templates;
        this.watch = new Watch(limits);
        this.freeMarker = new FreeMarkerEngine(templates, limits);
        this.jinja = new JinjaEngine(templates, limits);
    }

    @Override
    public String render(FilePath template, Map<String, @Nullable Object> variables) {
        String text = text(template);
        return explained(() -> watch.run(
                template.toString(), text, () -> engine(template).render(template.toString(), text, variables)));
    }

    @Override
    public void check(FilePath template) {
        String text = text(template);
        explained(() -> {
            engine(template).check(template.toString(), text);
            return template;
        });
    }

    private String text(FilePath template) {
        return templates
                .text(template)
                .orElseThrow(() -> new MissingFileException(ConfigTemplates.FOLDER + template + " is not there"));
    }

    private Engine engine(FilePath template) {
        return template.toString().endsWith(".j2") ? jinja : freeMarker;
    }

    private interface Work<T> {
        T run() throws RenderException;
    }

    private static <T> T explained(Work<T> work) {
        try {
            return work.run();
        } catch (RenderException e) {
            throw new InvalidFileException(
                    new Finding(ConfigTemplates.FOLDER + e.template(), e.line(), String.valueOf(e.getMessage())));
        }
    }
}
