package org.ztpserver.repository;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ztpserver.core.definition.Definition;
import org.ztpserver.provisioning.Finding;
import org.ztpserver.provisioning.InvalidFileException;
import org.ztpserver.repository.yaml.Yaml;
import org.ztpserver.repository.yaml.YamlMapping;
import org.ztpserver.repository.yaml.YamlValue;

/** The YAML files whose values go to the switch: definitions, and the attributes of a node. */
final class DefinitionFile {

    private DefinitionFile() {}

    /** @throws InvalidFileException when it is not YAML, or no definition */
    static Definition definition(String file, byte[] bytes) {
        Map<String, @Nullable Object> content = map(file, bytes);
        try {
            return Definition.of(content);
        } catch (IllegalArgumentException e) {
            throw new InvalidFileException(new Finding(file, 0, String.valueOf(e.getMessage())));
        }
    }

    /**
     * A map as plain values; an empty file is an empty map.
     *
     * @throws InvalidFileException when it is not YAML, or no map
     */
    static Map<String, @Nullable Object> map(String file, byte[] bytes) {
        YamlValue document = Yaml.parse(file, bytes).orElse(null);
        if (document == null) {
            return Map.of();
        }
        if (!(document instanceof YamlMapping map)) {
            throw new InvalidFileException(new Finding(
                    file, document.line(), "is " + document.kind() + "; allowed is a map of 'key: value' lines"));
        }
        return map.toPlain();
    }
}
