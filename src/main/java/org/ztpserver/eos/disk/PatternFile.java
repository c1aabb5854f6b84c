package org.ztpserver.eos.disk;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ztpserver.core.fault.Findings;
import org.ztpserver.core.fault.ProvisioningException;
import org.ztpserver.core.topology.InterfaceEntry;
import org.ztpserver.core.topology.NodePattern;
import org.ztpserver.core.topology.Peer;
import org.ztpserver.core.topology.Requirements;
import org.ztpserver.core.topology.Variables;
import org.ztpserver.site.yaml.Fields;
import org.ztpserver.site.yaml.YamlMapping;
import org.ztpserver.site.yaml.YamlReader;
import org.ztpserver.site.yaml.YamlValue;
import org.ztpserver.site.yaml.YamlWriter;

/**
 * The file {@code pattern} in a node's folder: the requirements that the node's neighbors must keep meeting (section A5 of the contract).
 *
 * <p>It also reads the files of Arista's ZTPServer. That server writes null for a missing key, and {@code any: {any: any}}
 * for a pattern without interfaces; neither requires anything.
 */
public final class PatternFile {

    private PatternFile() {}

    /**
     * Reads the requirements.
     *
     * @param file its name, for the findings
     * @throws ProvisioningException (INVALID_FILE) with all findings
     */
    public static Requirements read(String file, byte[] content) {
        Findings findings = Findings.of(file);
        YamlValue document = YamlReader.parse(file, content).orElse(null);
        if (document instanceof YamlMapping map) {
            Fields fields = new Fields(map, findings.about("the pattern"), true);
            PatternFields.check(fields);
            fields.name("name");
            fields.name("definition");
            fields.name("node");
            PatternFields.configHandler(fields);
            Requirements requirements = RequirementsReader.read(fields, Variables.NONE);
            findings.throwAny();
            if (requirements != null) {
                return requirements;
            }
        }
        findings.add(
                document == null ? 0 : document.line(),
                "a pattern must be a map with interfaces, not " + (document == null ? "nothing" : document.kind()));
        throw ProvisioningException.invalidFile(findings.list());
    }

    /**
     * The file for a node that matches a pattern of neighbordb: the pattern without its definition, but with every variable
     * that it uses. The interfaces keep their spelling.
     */
    public static byte[] write(NodePattern pattern) {
        Requirements requirements = pattern.requirements();
        Map<String, @Nullable Object> file = new LinkedHashMap<>();
        file.put("name", pattern.name());
        file.put("node", pattern.node());
        file.put(
                "model",
                requirements.model() == null ? null : requirements.model().source());
        file.put("config-handler", pattern.configHandler());
        file.put("variables", requirements.variables().isEmpty() ? null : requirements.variables());
        file.put(
                "interfaces",
                requirements.interfaces().stream().map(PatternFile::line).toList());
        file.values().removeIf(value -> value == null);
        return YamlWriter.write(file).getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, Object> line(InterfaceEntry entry) {
        return Map.of(entry.local(), written(entry.peer()));
    }

    private static Object written(Peer peer) {
        if (peer instanceof Peer.Line line) {
            return line.text();
        }
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("device", peer.device());
        if (peer instanceof Peer.Parts written && written.givenPort() != null) {
            parts.put("port", peer.port());
        }
        return parts;
    }
}
