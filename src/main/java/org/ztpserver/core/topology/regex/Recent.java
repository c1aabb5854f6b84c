package org.ztpserver.core.topology.regex;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Remembers what was made of recent texts. Thousands of patterns have the same models and interfaces, and they can share
 * one object.
 *
 * @param <T> immutable
 */
public final class Recent<T> {

    private static final int MAX_TEXTS = 1_000;

    private final Map<String, T> byText = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
            return size() > MAX_TEXTS;
        }
    };

    private final Function<String, T> maker;

    /** @param maker what it throws is thrown by {@link #get} */
    public Recent(Function<String, T> maker) {
        this.maker = maker;
    }

    /** What is made of the text, now or earlier. */
    public T get(String text) {
        T known;
        synchronized (byText) {
            known = byText.get(text);
        }
        if (known != null) {
            return known;
        }
        T made = maker.apply(text);
        synchronized (byText) {
            byText.put(text, made);
        }
        return made;
    }
}
