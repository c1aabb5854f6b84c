package org.ztpserver.resource.pool;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.ztpserver.core.fault.Findings;
import org.ztpserver.core.fault.ProvisioningException;
import org.ztpserver.core.pool.Pool;
import org.ztpserver.site.yaml.YamlMapping;
import org.ztpserver.site.yaml.YamlReader;
import org.ztpserver.site.yaml.YamlScalar;
import org.ztpserver.site.yaml.YamlValue;

/** Reads a pool, and finds the position of every owner in the bytes of its file. */
final class PoolParser {

    private final String file;
    private final byte[] bytes;
    private final String text;
    private final UnaryOperator<String> normalize;
    private final Findings findings;

    /** One position in three units: YAML counts code points, Java characters, and the file bytes. */
    private int codePoints;

    private int characters;
    private int offset;

    PoolParser(String file, byte[] bytes, UnaryOperator<String> normalize) {
        this.file = file;
        this.findings = Findings.of(file);
        this.bytes = bytes;
        this.text = YamlReader.text(file, bytes);
        this.normalize = normalize;
        this.offset = bytes.length - text.getBytes(StandardCharsets.UTF_8).length; // after a byte order mark
    }

    PoolFile parse() {
        YamlValue document = YamlReader.parse(file, text).orElse(null);
        if (!(document instanceof YamlMapping map)) {
            findings.add(
                    document == null ? 0 : document.line(),
                    "a pool must be a map of 'VALUE: null' lines, not "
                            + (document == null ? "nothing" : document.kind()));
            throw ProvisioningException.invalidFile(findings.list());
        }
        int size = map.entries().size();
        List<String> values = new ArrayList<>(size);
        List<@Nullable String> owners = new ArrayList<>(size);
        int[] starts = new int[size];
        int[] lengths = new int[size];
        for (YamlMapping.Entry entry : map.entries()) {
            YamlScalar owner = owner(entry);
            if (owner != null) {
                starts[values.size()] = bytesBefore(owner.start());
                lengths[values.size()] = bytesBefore(owner.end()) - starts[values.size()];
            }
            values.add(entry.key().text());
            owners.add(owner == null || owner.isNull() || owner.text().isEmpty() ? null : owner.text());
        }
        findings.throwAny();
        return new PoolFile(new Pool(values, owners, normalize), bytes, starts, lengths);
    }

    private @Nullable YamlScalar owner(YamlMapping.Entry entry) {
        if (entry.key().text().isEmpty()) {
            findings.add(entry.key(), "the value before ':' is missing");
            return null;
        }
        String whose = "the owner of " + entry.key().kind();
        if (!(entry.value() instanceof YamlScalar owner)) {
            findings.add(
                    entry.value(),
                    whose + " is " + entry.value().kind() + ": must be null or the identifier of a node");
            return null;
        }
        if (owner.start() < codePoints) {
            findings.add(entry.key(), whose + " is an alias or comes from '<<': write it in its line");
            return null;
        }
        String raw = text.substring(characterAt(owner.start()), characterAt(owner.end()));
        if (raw.startsWith("&") || raw.startsWith("!")) {
            findings.add(owner, whose + " has an anchor or a tag: remove it");
            return null;
        }
        if (raw.indexOf('\n') >= 0 || raw.indexOf('\r') >= 0) {
            findings.add(owner, whose + " must be on one line");
            return null;
        }
        if (raw.isEmpty() && text.charAt(characterAt(owner.start()) - 1) != ':') {
            findings.add(entry.key(), "':' is missing after " + entry.key().kind());
            return null;
        }
        return owner;
    }

    private int characterAt(int codePoint) {
        return text.offsetByCodePoints(characters, codePoint - codePoints);
    }

    private int bytesBefore(int codePoint) {
        int character = characterAt(codePoint);
        offset += text.substring(characters, character).getBytes(StandardCharsets.UTF_8).length;
        characters = character;
        codePoints = codePoint;
        return offset;
    }
}
