package org.ztpserver.render;

import freemarker.cache.TemplateLoader;
import freemarker.core.InvalidReferenceException;
import freemarker.core.ParseException;
import freemarker.core.PlainTextOutputFormat;
import freemarker.core.TemplateClassResolver;
import freemarker.core._CoreAPI;
import freemarker.template.Configuration;
import freemarker.template.MalformedTemplateNameException;
import freemarker.template.SimpleObjectWrapper;
import freemarker.template.Template;
import freemarker.template.TemplateException;
import freemarker.template.TemplateExceptionHandler;
import freemarker.template.TemplateNotFoundException;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;
import org.ztpserver.core.site.FilePath;

/** FreeMarker for plain text and plain values, without access to classes or to files outside the templates' folder. */
final class FreeMarkerEngine implements Engine {

    private final Configuration configuration;
    private final RenderLimits limits;

    FreeMarkerEngine(ConfigTemplates templates, RenderLimits limits) {
        this.limits = limits;
        this.configuration = new Interruptible();
        configuration.setTemplateLoader(new Folder(templates));
        configuration.setTemplateUpdateDelayMilliseconds(0);
        configuration.setLocalizedLookup(false);
        configuration.setOutputFormat(PlainTextOutputFormat.INSTANCE);
        configuration.setRecognizeStandardFileExtensions(false);
        configuration.setObjectWrapper(new SimpleObjectWrapper(Configuration.VERSION_2_3_34));
        configuration.setNewBuiltinClassResolver(TemplateClassResolver.ALLOWS_NOTHING_RESOLVER);
        configuration.setAPIBuiltinEnabled(false);
        configuration.setTemplateExceptionHandler(TemplateExceptionHandler.RETHROW_HANDLER);
        configuration.setLogTemplateExceptions(false);
        configuration.setWrapUncheckedExceptions(true);
        configuration.setFallbackOnNullLoopVariable(false);
        configuration.setNumberFormat("computer");
        configuration.setBooleanFormat("c");
        configuration.setLocale(Locale.ROOT);
        configuration.setTimeZone(TimeZone.getTimeZone("UTC"));
    }

    @Override
    public String render(String template, String text, Map<String, @Nullable Object> variables) throws RenderException {
        LimitedWriter out = new LimitedWriter(limits.characters());
        try {
            configuration.getTemplate(template).process(variables, out);
            return out.toString();
        } catch (LimitedWriter.FullException e) {
            throw new RenderException(
                    template, 0, "the configuration has more than " + limits.characters() + " characters, the limit");
        } catch (TemplateException e) {
            throw explained(template, e);
        } catch (IOException e) {
            throw explained(template, e);
        }
    }

    @Override
    public void check(String template, String text) throws RenderException {
        try {
            configuration.getTemplate(template);
        } catch (IOException e) {
            throw explained(template, e);
        }
    }

    private static RenderException explained(String template, TemplateException fault) {
        String name = fault.getTemplateSourceName() == null ? template : fault.getTemplateSourceName();
        int line = fault.getLineNumber() == null ? 0 : fault.getLineNumber();
        if (fault instanceof InvalidReferenceException undefined && undefined.getBlamedExpressionString() != null) {
            return new RenderException(
                    name, line, "the variable '" + undefined.getBlamedExpressionString() + "' is undefined");
        }
        return new RenderException(name, line, withoutTips(fault.getMessageWithoutStackTop()));
    }

    private static RenderException explained(String template, IOException fault) {
        if (fault instanceof ParseException syntax) {
            return new RenderException(
                    syntax.getTemplateName() == null ? template : syntax.getTemplateName(),
                    syntax.getLineNumber(),
                    syntax.getEditorMessage());
        }
        if (fault instanceof TemplateNotFoundException missing) {
            return new RenderException(template, 0, missing.getTemplateName() + " is not in its folder");
        }
        if (fault instanceof MalformedTemplateNameException name) {
            return new RenderException(template, 0, name.getTemplateName() + ": " + name.getMalformednessDescription());
        }
        return new RenderException(
                template, 0, "can't be read (" + fault.getClass().getSimpleName() + ")");
    }

    /** Removes FreeMarker's tips, which are for the author of a Java program and not for that of a template. */
    private static String withoutTips(String message) {
        int tips = message.indexOf("\n----");
        return tips < 0 ? message : message.substring(0, tips);
    }

    /**
     * Makes every template, including included ones, check for an interrupt at each iteration of a loop or call of a
     * macro.
     */
    private static final class Interruptible extends Configuration {

        private final Set<Template> prepared = Collections.newSetFromMap(new WeakHashMap<>());

        Interruptible() {
            super(VERSION_2_3_34);
        }

        /**
         * All other overloads call this one. It is synchronized because a template that is in use must not be prepared.
         */
        @Override
        public synchronized Template getTemplate(
                String name,
                @Nullable Locale locale,
                @Nullable Object customLookupCondition,
                @Nullable String encoding,
                boolean parseAsFTL,
                boolean ignoreMissing)
                throws IOException {
            Template template =
                    super.getTemplate(name, locale, customLookupCondition, encoding, parseAsFTL, ignoreMissing);
            if (template != null && prepared.add(template)) {
                _CoreAPI.addThreadInterruptedChecks(template);
            }
            return template;
        }
    }

    /** The templates' folder. The text is the version: another text is another template. */
    private record Folder(ConfigTemplates templates) implements TemplateLoader {

        private record Source(String name, String text) {}

        @Override
        public @Nullable Object findTemplateSource(String name) {
            FilePath path;
            try {
                path = FilePath.parse(name);
            } catch (IllegalArgumentException e) {
                return null;
            }
            return templates.text(path).map(text -> new Source(name, text)).orElse(null);
        }

        @Override
        public long getLastModified(Object source) {
            return 0;
        }

        @Override
        public Reader getReader(Object source, @Nullable String encoding) {
            return new StringReader(((Source) source).text());
        }

        @Override
        public void closeTemplateSource(Object source) {}
    }
}
