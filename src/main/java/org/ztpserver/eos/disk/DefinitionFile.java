package org.ztpserver.eos.disk;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ztpserver.core.definition.Definition;
import org.ztpserver.core.fault.Findings;
import org.ztpserver.core.fault.ProvisioningException;
import org.ztpserver.core.site.Finding;
import org.ztpserver.site.yaml.YamlMapping;
import org.ztpserver.site.yaml.YamlReader;
import org.ztpserver.site.yaml.YamlScalar;

/** The YAML files whose values go to the switch: definitions, and the attributes of a node. */
final class DefinitionFile {

    private DefinitionFile() {}

    /** @throws ProvisioningException (INVALID_FILE) with all findings, if it is not YAML or not a definition */
    static Definition definition(String file, byte[] bytes) {
        YamlMapping map = document(file, bytes)
                .orElseThrow(() -> ProvisioningException.invalidFile(
                        new Finding(file, 0, "is empty: a definition needs 'actions'")));
        Findings findings = Findings.of(file);
        DefinitionChecks.structure(map, findings);
        findings.throwAny();
        return Definition.of(map.toPlain());
    }

    /**
     * A map as plain values; an empty file is an empty map.
     *
     * @throws ProvisioningException (INVALID_FILE) if it is not YAML or not a map
     */
    static Map<String, @Nullable Object> map(String file, byte[] bytes) {
        return document(file, bytes).map(YamlMapping::toPlain).orElse(Map.of());
    }

    private static Optional<YamlMapping> document(String file, byte[] bytes) {
        return YamlReader.parse(file, bytes)
                .filter(document -> !(document instanceof YamlScalar scalar && scalar.isNull()))
                .map(document -> {
                    if (document instanceof YamlMapping map) {
                        return map;
                    }
                    throw ProvisioningException.invalidFile(new Finding(
                            file, document.line(), "must be a map of 'key: value' lines, not " + document.kind()));
                });
    }
}
