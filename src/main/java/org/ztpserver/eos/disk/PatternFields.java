package org.ztpserver.eos.disk;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ztpserver.site.yaml.Fields;

/** The keys of a pattern: in neighbordb, and in a node's folder. */
final class PatternFields {

    private static final List<String> KEYS = List.of(
            "name", "definition", "node", "model", "interfaces", "variables", "config-handler", "config_handler");

    private PatternFields() {}

    /** Checks the keys that all patterns have in common. */
    static void check(Fields fields) {
        fields.allowOnly(KEYS);
        if (!fields.has("node") && !fields.has("model") && !fields.has("interfaces")) {
            fields.findings().add(fields.map(), "has nothing to match; it needs a node, a model or interfaces");
        }
        if (fields.has("node") && fields.has("model")) {
            fields.findings().add(fields.place("model"), "has a node and a model; only one of them is allowed");
        }
        if (fields.has("config-handler") && fields.has("config_handler")) {
            fields.findings()
                    .add(fields.place("config_handler"), "has a config-handler and a config_handler; write it once");
        }
    }

    /** Arista's ZTPServer documents the key with a dash, but accepts only the underscore. */
    static @Nullable String configHandler(Fields fields) {
        return fields.name(fields.has("config_handler") ? "config_handler" : "config-handler");
    }
}
