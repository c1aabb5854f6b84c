package org.ztpserver.poap;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ztpserver.core.definition.PlainValues;
import org.ztpserver.core.definition.ResourceCall;
import org.ztpserver.core.node.Printable;
import org.ztpserver.core.site.FilePath;
import org.ztpserver.render.ConfigTemplates;
import org.ztpserver.render.TemplateLanguage;

/**
 * The variables of one switch; some of them have a meaning for the server (contract B).
 *
 * @param all plain values by name
 */
public record SwitchVariables(Map<String, @Nullable Object> all) {

    private static final String STANDARD_TEMPLATE = "conf_nxv";

    public static final String TEMPLATE = "template";
    public static final String PROTOCOL = "protocol";
    public static final String SYSTEM_IMAGE = "system_image";
    public static final String KICKSTART_IMAGE = "kickstart_image";
    public static final String HOSTNAME = "hostname";

    public SwitchVariables {
        all = Collections.unmodifiableMap(new LinkedHashMap<>(all));
    }

    /** The calls of pools and plugins in the values. */
    public Set<ResourceCall> calls() {
        return new LinkedHashSet<>(ResourceCall.allIn(all));
    }

    /** The same variables, with these values in place of their calls. */
    @SuppressWarnings("unchecked") // a map stays a map
    public SwitchVariables filled(Map<ResourceCall, ? extends @Nullable Object> values) {
        return new SwitchVariables((Map<String, @Nullable Object>) Objects.requireNonNull(PlainValues.mapTexts(
                all,
                text -> ResourceCall.parse(text)
                        .<@Nullable Object>map(values::get)
                        .orElse(text))));
    }

    /**
     * The template that the switch names.
     *
     * @return empty if it names none
     * @throws IllegalArgumentException if the name can't be that of a template
     */
    public Optional<FilePath> namedTemplate() {
        String name = text(TEMPLATE);
        if (name.isEmpty()) {
            return Optional.empty();
        }
        FilePath path = FilePath.parse(name);
        if (TemplateLanguage.of(path).isEmpty()) {
            throw new IllegalArgumentException(
                    TEMPLATE + " " + Printable.quote(name) + " must end with " + TemplateLanguage.suffixes());
        }
        return Optional.of(path);
    }

    /**
     * The template that the switch names, else the standard one: {@code conf_nxv.ftl}, or {@code conf_nxv.j2} if only
     * that one exists.
     *
     * @throws IllegalArgumentException as {@link #namedTemplate}
     */
    public FilePath template(ConfigTemplates templates) {
        return namedTemplate().orElseGet(() -> {
            FilePath freeMarker = TemplateLanguage.FREEMARKER.file(STANDARD_TEMPLATE);
            FilePath jinja2 = TemplateLanguage.JINJA2.file(STANDARD_TEMPLATE);
            boolean onlyJinja2 = templates.text(freeMarker).isEmpty()
                    && templates.text(jinja2).isPresent();
            return onlyJinja2 ? jinja2 : freeMarker;
        });
    }

    /** @throws IllegalArgumentException if it is neither {@code http} nor {@code tftp} */
    public String protocol() {
        String protocol = text(PROTOCOL);
        if (!protocol.equals("http") && !protocol.equals("tftp")) {
            throw new IllegalArgumentException(
                    PROTOCOL + " is " + Printable.quote(protocol) + ", but must be http or tftp");
        }
        return protocol;
    }

    /**
     * A value as text, which may have been a number; empty if there is none.
     *
     * @throws IllegalArgumentException if it is of another type
     */
    public String text(String name) {
        Object value = all.get(name);
        if (value == null) {
            return "";
        }
        if (value instanceof String || value instanceof Number) {
            return value.toString();
        }
        throw new IllegalArgumentException(name + " must be a text");
    }
}
