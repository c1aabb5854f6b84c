package org.ztpserver.render;

import com.hubspot.jinjava.interpret.JinjavaInterpreter;
import com.hubspot.jinjava.lib.exptest.ExpTest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An undefined variable that a Jinja2 template uses.
 *
 * <p>In larger expressions, Jinjava treats such a variable as null: {@code lo0_ip ~ '/32'} is {@code /32}. So every use
 * is recorded as an error, except with {@code is defined} and {@code default()}.
 */
final class Undefined {

    private final String name;
    private final int line;
    private final Optional<String> template;
    private boolean expected;

    private Undefined(String name, int line, Optional<String> template) {
        this.name = name;
        this.line = line;
        this.template = template;
    }

    String name() {
        return name;
    }

    int line() {
        return line;
    }

    /** The included template that uses the variable; empty for the main template. */
    Optional<String> template() {
        return template;
    }

    /** Empty text, so that no expression fails before the use is reported. */
    @Override
    public String toString() {
        return "";
    }

    /** The uses of undefined variables in one rendering. */
    static final class Log {

        private final List<Undefined> uses = new ArrayList<>();

        /** The value of a missing variable in the template. */
        @Nullable
        Object variable(String name) {
            if (name.equals("none") || name.equals("None")) {
                return null;
            }
            JinjavaInterpreter interpreter = JinjavaInterpreter.getCurrent();
            Undefined use = new Undefined(
                    name,
                    interpreter.getLineNumber(),
                    interpreter.getContext().getCurrentPathStack().peek());
            uses.add(use);
            return use;
        }

        Optional<Undefined> first() {
            return uses.stream().filter(use -> !use.expected).findFirst();
        }
    }

    /** A map in which missing keys and null are undefined. */
    static final class StrictMap extends LinkedHashMap<String, Object> {

        private static final long serialVersionUID = 1L;

        /** Before Jinjava calls a method, it looks for a key with the same name. */
        private static final Set<String> METHODS = Set.of("get", "items", "keys", "update", "values");

        private final String name;
        private final transient Log log;

        StrictMap(String name, Log log) {
            this.name = name;
            this.log = log;
        }

        @Override
        public @Nullable Object get(@Nullable Object key) {
            Object value = super.get(key);
            return value != null || (key instanceof String method && METHODS.contains(method))
                    ? value
                    : log.variable(name + "." + key);
        }
    }

    /** {@code is defined} and {@code is undefined}. */
    record DefinedTest(String name, boolean wanted) implements ExpTest {

        @Override
        public String getName() {
            return name;
        }

        @Override
        public boolean evaluate(@Nullable Object value, JinjavaInterpreter interpreter, Object... arguments) {
            if (value instanceof Undefined use) {
                use.expected = true;
            }
            return (value != null && !(value instanceof Undefined)) == wanted;
        }
    }

    /** {@code default(value)}, and {@code default(value, true)}, which also replaces empty values. */
    static final class DefaultFilter extends com.hubspot.jinjava.lib.filter.DefaultFilter {

        private final String name;

        DefaultFilter(String name) {
            this.name = name;
        }

        @Override
        public String getName() {
            return name;
        }

        @Override
        public @Nullable Object filter(
                @Nullable Object value,
                JinjavaInterpreter interpreter,
                Object[] arguments,
                Map<String, Object> namedArguments) {
            if (value instanceof Undefined use) {
                use.expected = true;
                return super.filter(null, interpreter, arguments, namedArguments);
            }
            return super.filter(value, interpreter, arguments, namedArguments);
        }
    }
}
