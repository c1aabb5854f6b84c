package org.ztpserver.eos.disk;

import java.util.HashSet;
import org.ztpserver.core.definition.Definition;
import org.ztpserver.core.definition.ResourceCall;
import org.ztpserver.core.fault.Findings;
import org.ztpserver.core.node.Printable;
import org.ztpserver.core.site.FilePath;
import org.ztpserver.files.ServedFiles;
import org.ztpserver.resource.CallValidation;
import org.ztpserver.site.DataRoot;
import org.ztpserver.site.yaml.YamlMapping;
import org.ztpserver.site.yaml.YamlScalar;
import org.ztpserver.site.yaml.YamlSequence;
import org.ztpserver.site.yaml.YamlValue;

/**
 * Checks definitions and the attributes of nodes. A request only needs {@link #structure}; the other checks are for
 * {@code --validate-config}.
 */
final class DefinitionChecks {

    private static final String ACTIONS = ServedFiles.Area.ACTIONS.folder();

    private final DataRoot root;
    private final CallValidation calls;

    DefinitionChecks(DataRoot root, CallValidation calls) {
        this.root = root;
        this.calls = calls;
    }

    /** Checks the keys of a definition, and the types of their values. */
    static void structure(YamlMapping definition, Findings findings) {
        checkAttributes(definition, findings);
        YamlValue actions = definition.get("actions").orElse(null);
        if (actions instanceof YamlSequence list) {
            list.items().forEach(action -> checkAction(action, findings));
        } else {
            findings.add(
                    actions == null ? definition : actions,
                    "a definition needs 'actions', a list" + (actions == null ? "" : ", not " + actions.kind()));
        }
    }

    private static void checkAction(YamlValue entry, Findings findings) {
        if (!(entry instanceof YamlMapping action)) {
            findings.add(entry, "an action must be a map with the key 'action', not " + entry.kind());
            return;
        }
        checkAttributes(action, findings);
        YamlValue name = action.get("action").orElse(null);
        if (!(name instanceof YamlScalar text) || text.isNull() || !(text.toPlain() instanceof String)) {
            findings.add(
                    name == null ? action : name, "an action needs 'action', the name of a file in " + ACTIONS + "/");
        }
    }

    private static void checkAttributes(YamlMapping map, Findings findings) {
        map.get("attributes").ifPresent(attributes -> {
            boolean none = attributes instanceof YamlScalar scalar && scalar.isNull();
            if (!none && !(attributes instanceof YamlMapping)) {
                findings.add(attributes, "'attributes' must be a map, not " + attributes.kind());
            }
        });
    }

    /** Checks a definition and the actions, pools and plugins that it names. */
    void definition(String file, byte[] bytes, Findings findings) {
        findings.collect(() -> {
            Definition definition = DefinitionFile.definition(file, bytes);
            for (String action : new HashSet<>(definition.actionNames())) {
                if (!isAction(action)) {
                    findings.in(file)
                            .add(
                                    CallValidation.line(bytes, action),
                                    "action " + Printable.quote(action) + " is missing: add it to " + ACTIONS + "/");
                }
            }
            findings.addAll(calls.findings(file, bytes, definition.resourceCalls()));
        });
    }

    /** Checks the attributes of a node and the pools and plugins that they name. */
    void attributes(String file, byte[] bytes, Findings findings) {
        findings.collect(() ->
                findings.addAll(calls.findings(file, bytes, ResourceCall.allIn(DefinitionFile.map(file, bytes)))));
    }

    private boolean isAction(String name) {
        try {
            return root.file(ACTIONS, FilePath.parse(name)).isPresent();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
