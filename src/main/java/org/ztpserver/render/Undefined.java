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
 * A variable that a Jinja2 template uses and nobody has defined.
 *
 * <p>Jinjava takes it for null wherever an expression has more to it than the variable: {@code lo0_ip ~ '/32'} is {@code
 * /32}. So every use is noted, and is an error, unless it goes to {@code is defined} or {@code default()}.
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

    /** The template that uses it; empty for the one that is rendered. */
    Optional<String> template() {
        return template;
    }

    /** Empty text, so that no expression goes wrong before the use is reported. */
    @Override
    public String toString() {
        return "";
    }

    /** The uses of undefined variables in one rendering. */
    static final class Log {

        private final List<Undefined> uses = new ArrayList<>();

        /** What the template gets for a variable that is not there. */
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

    /** A map that knows no null: what is not there is undefined. */
    static final class StrictMap extends LinkedHashMap<String, Object> {

        private static final long serialVersionUID = 1L;

        /** Jinjava looks for a key of the name of a method before it calls the method. */
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

    /** {@code default(value)}, and {@code default(value, true)}, which stands in for what is empty too. */
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
