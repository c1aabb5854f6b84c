package org.ztpserver.eos.disk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ztpserver.core.fault.Findings;
import org.ztpserver.core.fault.ProvisioningException;
import org.ztpserver.core.node.IdentifierScheme;
import org.ztpserver.core.node.Printable;
import org.ztpserver.core.site.Finding;
import org.ztpserver.core.topology.Neighbordb;
import org.ztpserver.core.topology.NodePattern;
import org.ztpserver.core.topology.Requirements;
import org.ztpserver.core.topology.Variables;
import org.ztpserver.site.yaml.Fields;
import org.ztpserver.site.yaml.TopList;
import org.ztpserver.site.yaml.YamlMapping;
import org.ztpserver.site.yaml.YamlReader;
import org.ztpserver.site.yaml.YamlScalar;
import org.ztpserver.site.yaml.YamlSequence;
import org.ztpserver.site.yaml.YamlValue;

/** Reads neighbordb (section A6 of the contract). One fault makes the whole file invalid. */
public final class NeighbordbReader {

    private final IdentifierScheme scheme;

    /** @param scheme how nodes are identified */
    public NeighbordbReader(IdentifierScheme scheme) {
        this.scheme = scheme;
    }

    /**
     * Reads the whole file.
     *
     * @param file its name, for the findings
     * @param content an empty file has no patterns
     * @throws ProvisioningException (INVALID_FILE) with all findings
     */
    public Neighbordb read(String file, byte[] content) {
        Reading reading = new Reading(file);
        Optional<YamlMapping> document = reading.document(content);
        if (document.isPresent() && !reading.knows(document.get())) {
            // The variables are below the patterns that use them.
            reading = new Reading(file);
            reading.globals(document.get());
            reading.document(content);
        }
        reading.findings.throwAny();
        return new Neighbordb(reading.patterns, scheme);
    }

    /** All findings, in the order of the file. */
    public List<Finding> findings(String file, byte[] content) {
        try {
            read(file, content);
            return List.of();
        } catch (ProvisioningException e) {
            return e.findings();
        }
    }

    /** Reads the patterns one by one, so that only their final form stays in memory. */
    private final class Reading {

        private final String file;
        private final Findings findings;
        private final List<NodePattern> patterns = new ArrayList<>();
        /** The document as far as it was read when the variables were. */
        private @Nullable YamlMapping above;

        private Variables global = Variables.NONE;
        private int number;

        Reading(String file) {
            this.file = file;
            this.findings = Findings.of(file);
        }

        /** Ignores other keys: operators keep their YAML anchors under one. Empty for a file that is not a map. */
        Optional<YamlMapping> document(byte[] content) {
            TopList list = new TopList("patterns", soFar -> {
                globals(soFar);
                return this::item;
            });
            YamlValue document = YamlReader.parse(file, content, list).orElse(null);
            if (document instanceof YamlMapping map) {
                globals(map);
                new Fields(map, findings, false)
                        .with(
                                "patterns",
                                YamlSequence.class,
                                "a list",
                                patterns -> patterns.items().forEach(this::item));
                return Optional.of(map);
            }
            if (document != null && !(document instanceof YamlScalar scalar && scalar.isNull())) {
                findings.add(document, "neighbordb must be a map with variables and patterns, not " + document.kind());
            }
            return Optional.empty();
        }

        /** Whether these are the variables that the patterns were read with. */
        boolean knows(YamlMapping document) {
            return above != null && document.get("variables").equals(above.get("variables"));
        }

        /** Reads the variables, unless they are known. */
        void globals(YamlMapping document) {
            if (above == null) {
                above = document;
                new Fields(document, findings, false)
                        .with("variables", YamlMapping.class, "a map of names and values", this::variables);
            }
        }

        private void variables(YamlMapping map) {
            Map<String, String> values = new LinkedHashMap<>();
            Set<String> notText = new LinkedHashSet<>();
            for (YamlMapping.Entry entry : map.entries()) {
                String name = entry.key().text();
                findings.check(entry.key(), "variables", () -> Variables.checkName(name));
                if (entry.value() instanceof YamlScalar value && !value.isNull()) {
                    values.put(name, value.text());
                } else {
                    notText.add(name);
                }
            }
            global = new Variables(values, notText);
        }

        private void item(YamlValue item) {
            number++;
            if (item instanceof YamlMapping map) {
                pattern(new Fields(map, findings.about(label(map, number)), false));
            } else {
                findings.add(item, "pattern " + number + " must be a map, not " + item.kind());
            }
        }

        private void pattern(Fields fields) {
            int before = findings.size();
            PatternFields.check(fields);
            String name = required(fields, "name");
            String definition = definition(fields);
            String node = node(fields);
            String handler = PatternFields.configHandler(fields);
            Requirements requirements = RequirementsReader.read(fields, global);
            if (findings.size() == before && name != null && definition != null && requirements != null) {
                patterns.add(new NodePattern(
                        name,
                        definition,
                        node,
                        handler,
                        requirements,
                        fields.map().line()));
            }
        }
    }

    private static String label(YamlMapping pattern, int number) {
        return pattern.get("name").orElse(null) instanceof YamlScalar name && !name.isNull()
                ? "pattern " + Printable.quote(name.text())
                : "pattern " + number;
    }

    private static @Nullable String required(Fields fields, String key) {
        if (!fields.has(key)) {
            fields.findings().add(fields.map(), "has no " + key);
        }
        return fields.name(key);
    }

    private static @Nullable String definition(Fields fields) {
        String definition = required(fields, "definition");
        if (definition != null && Variables.hasWhiteSpace(definition)) {
            fields.findings()
                    .add(
                            fields.place("definition"),
                            "definition " + Printable.quote(definition) + " must not have white space");
        }
        return definition;
    }

    private @Nullable String node(Fields fields) {
        String node = fields.name("node");
        if (node != null
                && scheme == IdentifierScheme.SYSTEMMAC
                && !scheme.normalize(node).matches("[0-9a-f]*")) {
            fields.findings()
                    .add(
                            fields.place("node"),
                            "node " + Printable.quote(node) + " is not a MAC address, but identifier = systemmac");
        }
        return node;
    }
}
