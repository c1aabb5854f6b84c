package org.ztpserver.repository;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ztpserver.core.definition.Definition;
import org.ztpserver.provisioning.Finding;
import org.ztpserver.provisioning.InvalidFileException;
import org.ztpserver.repository.yaml.Yaml;
import org.ztpserver.repository.yaml.YamlMapping;
import org.ztpserver.repository.yaml.YamlScalar;
import org.ztpserver.repository.yaml.YamlSequence;
import org.ztpserver.repository.yaml.YamlValue;

/** The YAML files whose values go to the switch: definitions, and the attributes of a node. */
final class DefinitionFile {

    private final String file;
    private final List<Finding> findings = new ArrayList<>();

    private DefinitionFile(String file) {
        this.file = file;
    }

    /** @throws InvalidFileException with everything that is wrong, when it is not YAML, or no definition */
    static Definition definition(String file, byte[] bytes) {
        YamlMapping map = document(file, bytes)
                .orElseThrow(
                        () -> new InvalidFileException(new Finding(file, 0, "is empty: a definition needs 'actions'")));
        DefinitionFile checks = new DefinitionFile(file);
        checks.check(map);
        if (!checks.findings.isEmpty()) {
            throw new InvalidFileException(checks.findings);
        }
        return Definition.of(map.toPlain());
    }

    /**
     * A map as plain values; an empty file is an empty map.
     *
     * @throws InvalidFileException when it is not YAML, or no map
     */
    static Map<String, @Nullable Object> map(String file, byte[] bytes) {
        return document(file, bytes).map(YamlMapping::toPlain).orElse(Map.of());
    }

    private static Optional<YamlMapping> document(String file, byte[] bytes) {
        return Yaml.parse(file, bytes).filter(document -> !isNull(document)).map(document -> {
            if (document instanceof YamlMapping map) {
                return map;
            }
            throw new InvalidFileException(new Finding(
                    file, document.line(), "is " + document.kind() + "; allowed is a map of 'key: value' lines"));
        });
    }

    private void check(YamlMapping definition) {
        checkAttributes(definition);
        YamlValue actions = definition.get("actions").orElse(null);
        if (actions instanceof YamlSequence list) {
            list.items().forEach(this::checkAction);
        } else {
            find(
                    actions == null ? definition.line() : actions.line(),
                    "a definition needs 'actions', a list" + (actions == null ? "" : ", not " + actions.kind()));
        }
    }

    private void checkAction(YamlValue entry) {
        if (!(entry instanceof YamlMapping action)) {
            find(entry.line(), "an action is a map with the key 'action', not " + entry.kind());
            return;
        }
        checkAttributes(action);
        YamlValue name = action.get("action").orElse(null);
        if (!(name instanceof YamlScalar text) || text.isNull() || !(text.toPlain() instanceof String)) {
            find(
                    name == null ? action.line() : name.line(),
                    "an action needs 'action', the name of a file in actions/");
        }
    }

    private void checkAttributes(YamlMapping map) {
        map.get("attributes").ifPresent(attributes -> {
            if (!isNull(attributes) && !(attributes instanceof YamlMapping)) {
                find(attributes.line(), "'attributes' is a map, not " + attributes.kind());
            }
        });
    }

    private static boolean isNull(YamlValue value) {
        return value instanceof YamlScalar scalar && scalar.isNull();
    }

    private void find(int line, String message) {
        findings.add(new Finding(file, line, message));
    }
}
