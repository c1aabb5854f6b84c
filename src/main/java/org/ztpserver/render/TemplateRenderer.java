package org.ztpserver.render;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ztpserver.core.fault.FaultKind;
import org.ztpserver.core.fault.ProvisioningException;
import org.ztpserver.core.site.FilePath;
import org.ztpserver.core.site.Finding;

/** Renders {@code .ftl} with FreeMarker and {@code .j2} with Jinjava, within limits. */
public final class TemplateRenderer {

    private final ConfigTemplates templates;
    private final RenderWatchdog watch;
    private final Engine freeMarker;
    private final Engine jinja;

    public TemplateRenderer(ConfigTemplates templates, RenderLimits limits) {
        this.templates = templates;
        this.watch = new RenderWatchdog(limits);
        this.freeMarker = new FreeMarkerEngine(templates, limits);
        this.jinja = new JinjaEngine(templates, limits);
    }

    /**
     * Renders a template completely or not at all.
     *
     * @param template a file in a {@link TemplateLanguage}
     * @param variables plain values: maps, lists, text, numbers, booleans; null counts as undefined
     * @throws ProvisioningException (INVALID_FILE) if a variable is undefined, or if the template is invalid, takes too
     *     long or becomes too large; with template and line
     * @throws ProvisioningException (MISSING_FILE) if the template is missing
     */
    public String render(FilePath template, Map<String, @Nullable Object> variables) {
        String text = text(template);
        return explained(() -> watch.run(
                template.toString(), text, () -> engine(template).render(template.toString(), text, variables)));
    }

    /**
     * Finds the faults of a template that do not depend on variables.
     *
     * @throws ProvisioningException (INVALID_FILE) with template and line
     * @throws ProvisioningException (MISSING_FILE) like {@link #render}
     */
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
                .orElseThrow(() -> new ProvisioningException(
                        FaultKind.MISSING_FILE, templates.folder() + "/" + template + " is missing"));
    }

    private Engine engine(FilePath template) {
        return switch (TemplateLanguage.of(template).orElse(TemplateLanguage.FREEMARKER)) {
            case FREEMARKER -> freeMarker;
            case JINJA2 -> jinja;
        };
    }

    private interface Work<T> {
        T run() throws RenderException;
    }

    private <T> T explained(Work<T> work) {
        try {
            return work.run();
        } catch (RenderException e) {
            throw ProvisioningException.invalidFile(
                    new Finding(templates.folder() + "/" + e.template(), e.line(), String.valueOf(e.getMessage())));
        }
    }
}
