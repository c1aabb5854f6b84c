package org.ztpserver.poap.disk;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ztpserver.core.definition.ResourceCall;
import org.ztpserver.core.fault.Findings;
import org.ztpserver.core.fault.ProvisioningException;
import org.ztpserver.core.node.MacAddress;
import org.ztpserver.core.node.SerialNumber;
import org.ztpserver.core.site.Finding;
import org.ztpserver.core.topology.regex.PythonRegex;
import org.ztpserver.poap.EntryTable;
import org.ztpserver.poap.PodVars;
import org.ztpserver.poap.SwitchVariables;
import org.ztpserver.site.yaml.Fields;
import org.ztpserver.site.yaml.TopList;
import org.ztpserver.site.yaml.YamlMapping;
import org.ztpserver.site.yaml.YamlReader;
import org.ztpserver.site.yaml.YamlScalar;
import org.ztpserver.site.yaml.YamlSequence;
import org.ztpserver.site.yaml.YamlValue;

/** Reads podvars.yml in both forms, the current one and the older one with {@code s_no} and {@code details} (contract B). */
final class PodVarsReader {

    private static final List<String> POD_KEYS = List.of("tftp_server", "http_server", "protocol", "defaults");

    /** The keys that {@code defaults} of the pod may have. */
    private static final List<String> DEFAULTS = List.of(
            SwitchVariables.TEMPLATE,
            SwitchVariables.SYSTEM_IMAGE,
            SwitchVariables.KICKSTART_IMAGE,
            SwitchVariables.PROTOCOL);

    /** Keys whose values stay text: {@code hostname: 0123} and {@code hostname: on} are names. */
    private static final List<String> TEXTS = List.of(
            "id",
            "s_no",
            "mac",
            SwitchVariables.HOSTNAME,
            SwitchVariables.TEMPLATE,
            SwitchVariables.SYSTEM_IMAGE,
            SwitchVariables.KICKSTART_IMAGE,
            SwitchVariables.PROTOCOL);

    private final String file;
    private final Findings podFaults;
    private final Findings otherFaults;
    private final Map<String, @Nullable Object> defaults = new LinkedHashMap<>();
    private final EntryTable entries = new EntryTable();
    /** The document as far as it was read when the pod was. */
    private @Nullable YamlMapping above;

    private PodVars.Pod pod = new PodVars.Pod(Optional.empty(), Optional.empty());

    private PodVarsReader(String file) {
        this.file = file;
        this.podFaults = Findings.of(file);
        this.otherFaults = Findings.of(file);
        defaults.put(SwitchVariables.PROTOCOL, "http");
        defaults.put(SwitchVariables.SYSTEM_IMAGE, "");
        defaults.put(SwitchVariables.KICKSTART_IMAGE, "");
    }

    /**
     * Reads the whole file. The faults of an entry are kept with the entry.
     *
     * @param file its name, for the findings
     * @throws ProvisioningException (INVALID_FILE) if it is not YAML or not a map
     */
    static PodVars read(String file, byte[] content) {
        PodVarsReader reader = new PodVarsReader(file);
        Optional<YamlMapping> document = reader.document(content);
        if (document.isPresent() && !reader.knows(document.get())) {
            // The pod is below the switches, which need its defaults.
            reader = new PodVarsReader(file);
            reader.pod(document.get());
            reader.document(content);
        }
        return new PodVars(file, reader.pod, reader.entries, reader.podFaults.byLine(), reader.otherFaults.byLine());
    }

    /** Reads the switches one by one, so that only their final form stays in memory. Empty if there is no document. */
    private Optional<YamlMapping> document(byte[] content) {
        TopList list = new TopList("switches", soFar -> {
            pod(soFar);
            return this::item;
        });
        YamlValue document = YamlReader.parse(file, content, list).orElse(null);
        if (document == null) {
            return Optional.empty();
        }
        if (!(document instanceof YamlMapping map)) {
            throw ProvisioningException.invalidFile(
                    new Finding(file, document.line(), "must be a map with pod and switches, not " + document.kind()));
        }
        new Fields(map, otherFaults, true).allowOnly(List.of("pod", "switches"));
        pod(map);
        new Fields(map, podFaults, true)
                .with(
                        "switches",
                        YamlSequence.class,
                        "a list",
                        switches -> switches.items().forEach(this::item));
        return Optional.of(map);
    }

    /** Whether this is the pod that the switches were read with. */
    private boolean knows(YamlMapping document) {
        return above != null && document.get("pod").equals(above.get("pod"));
    }

    /** Reads the pod, unless it is known. */
    private void pod(YamlMapping document) {
        if (above == null) {
            above = document;
            new Fields(document, podFaults, true).with("pod", YamlMapping.class, "a map", this::podKeys);
        }
    }

    private void podKeys(YamlMapping map) {
        new Fields(map, otherFaults.about("pod"), true).allowOnly(POD_KEYS);
        Fields fields = new Fields(map, podFaults.about("pod"), true);
        pod = new PodVars.Pod(
                Optional.ofNullable(fields.text("tftp_server")).filter(text -> !text.isEmpty()),
                Optional.ofNullable(fields.text("http_server")).filter(text -> !text.isEmpty()));
        String protocol = fields.text("protocol");
        if (protocol != null) {
            defaults.put(SwitchVariables.PROTOCOL, protocol);
        }
        fields.with("defaults", YamlMapping.class, "a map", this::defaults);
        checkMeanings(fields.findings(), map.line(), defaults);
    }

    private void defaults(YamlMapping map) {
        new Fields(map, otherFaults.about("pod: defaults"), true).allowOnly(DEFAULTS);
        Fields fields = new Fields(map, podFaults.about("pod: defaults"), true);
        for (String key : DEFAULTS) {
            String text = fields.text(key);
            if (text != null) {
                defaults.put(key, text);
            }
        }
    }

    private void item(YamlValue item) {
        if (!(item instanceof YamlMapping map)) {
            otherFaults.add(item, "each of switches must be a map with an id, not " + item.kind());
            return;
        }
        Findings faults = Findings.of(file);
        PodVars.Id id = id(map, faults);
        if (id != null) {
            Map<String, @Nullable Object> variables = variables(map, faults);
            checkMeanings(faults, map.line(), variables);
            entries.add(new PodVars.Entry(map.line(), id, variables, faults.byLine()));
        }
    }

    /** Null if the entry can't be for any switch. */
    private PodVars.@Nullable Id id(YamlMapping map, Findings faults) {
        Optional<YamlValue> id = map.get("id");
        if (id.isPresent() && map.get("s_no").isPresent()) {
            faults.add(map, "has an id and an s_no: write one of them");
        }
        YamlValue written = id.or(() -> map.get("s_no")).orElse(null);
        if (written instanceof YamlMapping pattern) {
            return pattern(pattern, faults);
        }
        if (written instanceof YamlScalar text && !text.isNull()) {
            if (isIdentifier(text.text())) {
                return new PodVars.Id.Exact(text.text());
            }
            otherFaults.add(text, "id " + text.kind() + " can be neither a serial number nor a MAC address");
        } else if (written == null) {
            otherFaults.add(map, "a switch has no id");
        } else {
            otherFaults.add(written, "id must be a text or {regex: ...}, not " + written.kind());
        }
        return null;
    }

    private static PodVars.Id pattern(YamlMapping map, Findings faults) {
        Fields fields = new Fields(map, faults.about("id"), false);
        fields.allowOnly(List.of("regex"));
        String regex = fields.text("regex");
        if (regex == null && faults.size() == 0) {
            faults.add(map, "id has no regex");
        }
        PythonRegex compiled =
                regex == null ? null : faults.make(fields.place("regex"), "id", () -> PythonRegex.compile(regex));
        return faults.size() > 0 || compiled == null ? new PodVars.Id.Broken() : new PodVars.Id.Pattern(compiled);
    }

    private static boolean isIdentifier(String text) {
        if (MacAddress.find(text).isPresent()) {
            return true;
        }
        try {
            SerialNumber.parse(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private Map<String, @Nullable Object> variables(YamlMapping map, Findings faults) {
        Map<String, @Nullable Object> variables = new LinkedHashMap<>();
        new Fields(map, faults, true).with("details", YamlMapping.class, "a map", details -> put(variables, details));
        put(variables, map);
        defaults.forEach((key, value) -> {
            if (variables.get(key) == null) {
                variables.put(key, value);
            }
        });
        return variables;
    }

    private static void put(Map<String, @Nullable Object> variables, YamlMapping map) {
        for (YamlMapping.Entry entry : map.entries()) {
            String key = entry.key().text();
            boolean text = TEXTS.contains(key) && entry.value() instanceof YamlScalar scalar && !scalar.isNull();
            variables.put(
                    key,
                    text ? ((YamlScalar) entry.value()).text() : entry.value().toPlain());
        }
    }

    /** Checks the values that have a meaning for the server. A value from a pool is not known yet. */
    private static void checkMeanings(Findings faults, int line, Map<String, @Nullable Object> values) {
        SwitchVariables variables = new SwitchVariables(values);
        check(faults, line, variables, SwitchVariables.PROTOCOL, variables::protocol);
        check(faults, line, variables, SwitchVariables.TEMPLATE, variables::namedTemplate);
        for (String key :
                List.of(SwitchVariables.SYSTEM_IMAGE, SwitchVariables.KICKSTART_IMAGE, SwitchVariables.HOSTNAME)) {
            check(faults, line, variables, key, () -> variables.text(key));
        }
    }

    private static void check(Findings faults, int line, SwitchVariables variables, String key, Runnable check) {
        if (variables.all().get(key) instanceof String text
                && ResourceCall.parse(text).isPresent()) {
            return;
        }
        try {
            check.run();
        } catch (IllegalArgumentException e) {
            faults.add(line, String.valueOf(e.getMessage()));
        }
    }
}
