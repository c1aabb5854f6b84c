package org.ztpserver.eos.disk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ztpserver.core.fault.Findings;
import org.ztpserver.core.node.Printable;
import org.ztpserver.core.topology.InterfaceEntry;
import org.ztpserver.core.topology.InterfacePattern;
import org.ztpserver.core.topology.Peer;
import org.ztpserver.core.topology.Requirements;
import org.ztpserver.core.topology.Variables;
import org.ztpserver.core.topology.regex.PythonRegex;
import org.ztpserver.site.yaml.Fields;
import org.ztpserver.site.yaml.YamlMapping;
import org.ztpserver.site.yaml.YamlScalar;
import org.ztpserver.site.yaml.YamlSequence;
import org.ztpserver.site.yaml.YamlValue;

/** Reads {@code model}, {@code interfaces} and {@code variables} of one pattern. */
final class RequirementsReader {

    private static final List<String> PEER_KEYS = List.of("device", "port");

    /** Arista's ZTPServer writes this into the pattern of a node if the pattern has no interfaces. */
    private static final Map<String, Object> OPEN = Map.of("any", Map.of("any", "any"));

    private final Fields fields;
    private final Findings findings;
    private final Variables global;
    private final Map<String, String> own = new LinkedHashMap<>();
    private final List<InterfaceEntry> entries = new ArrayList<>();
    private final List<InterfacePattern> patterns = new ArrayList<>();

    private RequirementsReader(Fields fields, Variables global) {
        this.fields = fields;
        this.findings = fields.findings();
        this.global = global;
    }

    /** Null if there are findings. */
    static @Nullable Requirements read(Fields fields, Variables global) {
        return new RequirementsReader(fields, global).read();
    }

    private @Nullable Requirements read() {
        int before = findings.size();
        PythonRegex model = model();
        fields.with("variables", YamlMapping.class, "a map of names and values", this::variables);
        fields.with("interfaces", YamlSequence.class, "a list of 'interface: device:port'", this::interfaces);
        return findings.size() > before ? null : new Requirements(model, entries, patterns, selfContained());
    }

    private @Nullable PythonRegex model() {
        String model = fields.text("model");
        return model == null ? null : findings.make(fields.place("model"), "model", () -> PythonRegex.compile(model));
    }

    private void variables(YamlMapping variables) {
        for (YamlMapping.Entry entry : variables.entries()) {
            String name = entry.key().text();
            if (entry.value() instanceof YamlScalar value && !value.isNull()) {
                own.put(name, value.text());
                // The value is checked where the variable is used, which may be nowhere.
                findings.check(entry.key(), "variables", () -> Variables.checkName(name));
            } else {
                findings.add(
                        entry.key(),
                        "variables: " + Printable.quote(name) + " must be a text, not "
                                + entry.value().kind());
            }
        }
    }

    private void interfaces(YamlSequence interfaces) {
        Variables variables = global.with(own);
        for (YamlValue item : interfaces.items()) {
            if (item instanceof YamlMapping map) {
                if (!fields.forgiving() || !OPEN.equals(map.toPlain())) {
                    map.entries().forEach(entry -> entry(entry, variables));
                }
            } else {
                findings.add(item, "each of interfaces must be 'interface: device:port', not " + item.kind());
            }
        }
    }

    private void entry(YamlMapping.Entry written, Variables variables) {
        Peer peer = peer(written);
        if (peer == null) {
            return;
        }
        InterfaceEntry entry = new InterfaceEntry(written.key().text(), peer);
        findings.check(written.key(), "interfaces", () -> patterns.addAll(entry.patterns(variables)));
        entries.add(entry);
    }

    private @Nullable Peer peer(YamlMapping.Entry written) {
        String local = "interfaces: " + Printable.quote(written.key().text());
        YamlValue value = written.value();
        if (value instanceof YamlScalar text && !text.isNull()) {
            return findings.make(value, local, () -> new Peer.Line(text.text()));
        }
        if (value instanceof YamlMapping map) {
            return parts(new Fields(map, findings.about(local), false));
        }
        findings.add(
                value,
                local + " needs any, none, device, device:port or {device: ..., port: ...}, not " + value.kind());
        return null;
    }

    private static @Nullable Peer parts(Fields fields) {
        int before = fields.findings().size();
        fields.allowOnly(PEER_KEYS);
        String device = fields.text("device");
        String port = fields.text("port");
        if (!fields.has("device")) {
            fields.findings().add(fields.map(), "has no device; write any for every device");
        }
        return device == null || fields.findings().size() > before ? null : new Peer.Parts(device, port);
    }

    /** The pattern's own variables, and the global variables that it uses. */
    private Map<String, String> selfContained() {
        Map<String, String> used = new LinkedHashMap<>(own);
        for (InterfaceEntry entry : entries) {
            for (String name : entry.variables()) {
                String value = global.values().get(name);
                if (value != null) {
                    used.putIfAbsent(name, value);
                }
            }
        }
        return used;
    }
}
