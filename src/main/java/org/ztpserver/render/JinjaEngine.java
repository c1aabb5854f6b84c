package org.ztpserver.render;

import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.JinjavaConfig;
import com.hubspot.jinjava.LegacyOverrides;
import com.hubspot.jinjava.el.JinjavaProcessors;
import com.hubspot.jinjava.interpret.Context;
import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.interpret.TemplateError;
import com.hubspot.jinjava.interpret.TemplateSyntaxException;
import com.hubspot.jinjava.loader.ResourceLocator;
import com.hubspot.jinjava.loader.ResourceNotFoundException;
import com.hubspot.jinjava.tree.Node;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;
import org.ztpserver.core.site.FilePath;

/**
 * Jinja2, implemented by Jinjava. Where the defaults of the two differ, it follows Python: loops over the keys of a
 * map, operator precedence, and the dash that strips white space around an expression or a comment.
 */
final class JinjaEngine implements Engine {

    /** Longer than any list in a configuration. Jinjava silently truncates longer lists. */
    private static final int RANGE_LIMIT = 1_000_000;

    private final ConfigTemplates templates;
    private final RenderLimits limits;
    private @Nullable Made made;

    /** By the text of the template, as long as the text is in use. Jinjava only reads a parsed template. */
    private final Map<String, Node> parsed = Collections.synchronizedMap(new WeakHashMap<>());

    private record Made(Jinjava jinjava, JinjaGlobals globals) {}

    JinjaEngine(ConfigTemplates templates, RenderLimits limits) {
        this.templates = templates;
        this.limits = limits;
    }

    /** Created on first use: this takes a second, and many sites have no such template. */
    private synchronized Made made() {
        if (made == null) {
            Jinjava jinjava = new Jinjava(JinjavaConfig.newBuilder()
                    .withCharset(StandardCharsets.UTF_8)
                    .withLocale(Locale.ROOT)
                    .withTimeZone(ZoneOffset.UTC)
                    .withFailOnUnknownTokens(true)
                    .withNestedInterpretationEnabled(false)
                    .withMaxOutputSize(limits.characters())
                    .withMaxStringLength(limits.characters())
                    .withRangeLimit(RANGE_LIMIT)
                    .withProcessors(JinjavaProcessors.newBuilder()
                            .withNodePreProcessor(JinjaEngine::beforeNode)
                            .build())
                    .withLegacyOverrides(LegacyOverrides.newBuilder()
                            .withIterateOverMapKeys(true)
                            .withUseNaturalOperatorPrecedence(true)
                            .withUseTrimmingForNotesAndExpressions(true)
                            .withParseWhitespaceControlStrictly(true)
                            .build())
                    .build());
            jinjava.setResourceLocator(new Folder(templates));
            jinjava.registerFilter(new Undefined.DefaultFilter("default"));
            jinjava.registerFilter(new Undefined.DefaultFilter("d"));
            jinjava.getGlobalContext().registerExpTest(new Undefined.DefinedTest("defined", true));
            jinjava.getGlobalContext().registerExpTest(new Undefined.DefinedTest("undefined", false));
            made = new Made(jinjava, new JinjaGlobals(jinjava));
        }
        return made;
    }

    private static void beforeNode(Node node, JinjavaInterpreter interpreter) {
        interpreter.getContext().setCurrentNode(node);
        if (Thread.currentThread().isInterrupted()) {
            throw new StoppedError();
        }
    }

    /** An {@link Error}, because Jinjava converts exceptions to text and continues. */
    private static final class StoppedError extends Error {
        private static final long serialVersionUID = 1L;
    }

    @Override
    public String render(String template, String text, Map<String, @Nullable Object> variables) throws RenderException {
        Undefined.Log undefined = new Undefined.Log();
        JinjavaInterpreter interpreter = interpreter(bindings(variables, undefined), undefined);
        try (var current = JinjavaInterpreter.closeablePushCurrent(interpreter).get()) {
            String output = current.value().render(parse(interpreter, text));
            throwFirst(template, undefined, interpreter.getErrorsCopy());
            return output;
        } catch (RuntimeException e) {
            throwFirst(template, undefined, interpreter.getErrorsCopy());
            throw explained(template, TemplateError.fromException(e));
        }
    }

    private Node parse(JinjavaInterpreter interpreter, String text) {
        Node known = parsed.get(text);
        if (known != null) {
            return known;
        }
        Node root = interpreter.parse(text);
        if (interpreter.getErrorsCopy().isEmpty()) {
            parsed.put(text, root);
        }
        return root;
    }

    @Override
    public void check(String template, String text) throws RenderException {
        JinjavaInterpreter interpreter = interpreter(Map.of(), new Undefined.Log());
        try (var current = JinjavaInterpreter.closeablePushCurrent(interpreter).get()) {
            current.value().parse(text);
        } catch (TemplateSyntaxException e) {
            throw explained(template, TemplateError.fromException(e));
        }
        throwFirst(template, new Undefined.Log(), interpreter.getErrorsCopy());
    }

    private JinjavaInterpreter interpreter(Map<String, Object> bindings, Undefined.Log undefined) {
        Made shared = made();
        Context context = new Context(shared.globals(), bindings);
        context.setDynamicVariableResolver(undefined::variable);
        return new JinjavaInterpreter(
                shared.jinjava(), context, shared.jinjava().getGlobalConfig());
    }

    /** Every complaint of Jinjava means that the configuration is wrong, even if Jinjava continued. */
    private static void throwFirst(String template, Undefined.Log undefined, List<TemplateError> errors)
            throws RenderException {
        Optional<Undefined> variable = undefined.first();
        if (variable.isPresent()) {
            throw new RenderException(
                    variable.get().template().orElse(template),
                    variable.get().line(),
                    "the variable '" + variable.get().name() + "' is undefined");
        }
        if (!errors.isEmpty()) {
            throw explained(template, errors.get(0));
        }
    }

    private static RenderException explained(String template, TemplateError error) {
        return new RenderException(
                error.getSourceTemplate().orElse(template),
                error.getLineno(),
                error.getMessage() == null ? error.getReason().toString() : error.getMessage());
    }

    private static Map<String, Object> bindings(Map<String, @Nullable Object> variables, Undefined.Log undefined) {
        Map<String, Object> bindings = new LinkedHashMap<>();
        variables.forEach((name, value) -> {
            if (value != null) {
                bindings.put(name, value(name, value, undefined));
            }
        });
        bindings.putIfAbsent("True", true);
        bindings.putIfAbsent("False", false);
        return bindings;
    }

    /** Converts to numbers like Python's, and to maps that report missing keys. */
    private static Object value(String name, Object value, Undefined.Log undefined) {
        if (value instanceof BigInteger integer && integer.bitLength() < Long.SIZE) {
            return integer.longValueExact();
        }
        if (value instanceof BigDecimal decimal) {
            return decimal.doubleValue();
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> copy = new ArrayList<>();
            list.forEach(item -> copy.add(item == null ? null : value(name, item, undefined)));
            return copy;
        }
        if (value instanceof Map<?, ?> map) {
            Undefined.StrictMap copy = new Undefined.StrictMap(name, undefined);
            map.forEach((key, item) -> {
                if (item != null) {
                    copy.put((String) key, value(name + "." + key, item, undefined));
                }
            });
            return copy;
        }
        return value;
    }

    /** The templates' folder. */
    private record Folder(ConfigTemplates templates) implements ResourceLocator {
        @Override
        public String getString(String name, Charset encoding, JinjavaInterpreter interpreter)
                throws ResourceNotFoundException {
            Optional<String> text;
            try {
                text = templates.text(FilePath.parse(name));
            } catch (IllegalArgumentException e) {
                throw new ResourceNotFoundException("can't include: " + e.getMessage());
            }
            return text.orElseThrow(() -> new ResourceNotFoundException(
                    "can't include " + name + ": it is not in " + templates.folder() + "/"));
        }
    }
}
