package org.ztpserver.core.definition;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A definition for one node. Its references are replaced, but the values from pools and plugins are still missing. */
public final class Draft {

    private final Map<String, @Nullable Object> content;

    Draft(Map<String, @Nullable Object> content) {
        this.content = content;
    }

    /** The calls to pools and plugins, in the order of the actions. */
    public Set<ResourceCall> calls() {
        Set<ResourceCall> calls = new LinkedHashSet<>();
        mapAttributes(text -> {
            ResourceCall.parse(text).ifPresent(calls::add);
            return text;
        });
        return calls;
    }

    /**
     * What the node gets, ready to be written as JSON.
     *
     * @param values one value for each of {@link #calls}
     */
    public Map<String, @Nullable Object> fill(Map<ResourceCall, ? extends @Nullable Object> values) {
        Map<String, @Nullable Object> filled = new LinkedHashMap<>(content);
        filled.put(
                "actions",
                mapAttributes(text -> ResourceCall.parse(text)
                        .<@Nullable Object>map(values::get)
                        .orElse(text)));
        return filled;
    }

    private List<@Nullable Object> mapAttributes(Function<String, @Nullable Object> replace) {
        List<@Nullable Object> actions = new ArrayList<>();
        for (Object entry : (List<?>) content.getOrDefault("actions", List.of())) {
            Map<String, @Nullable Object> action = new LinkedHashMap<>();
            ((Map<?, ?>) entry).forEach((key, value) -> action.put((String) key, value));
            action.put("attributes", PlainValues.mapTexts(action.get("attributes"), replace));
            actions.add(action);
        }
        return actions;
    }
}
