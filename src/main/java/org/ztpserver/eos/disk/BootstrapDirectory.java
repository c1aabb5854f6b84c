package org.ztpserver.eos.disk;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ztpserver.core.fault.ProvisioningException;
import org.ztpserver.core.site.FilePath;
import org.ztpserver.core.site.Finding;
import org.ztpserver.eos.BootstrapFiles;
import org.ztpserver.eos.ScriptTemplate;
import org.ztpserver.site.DataRoot;
import org.ztpserver.site.ParsedFiles;

/** {@code bootstrap/} on disk. */
public final class BootstrapDirectory implements BootstrapFiles {

    public static final String FOLDER = "bootstrap";
    private static final FilePath SETTINGS = FilePath.parse("bootstrap.conf");

    private final DataRoot root;
    private final FilePath script;
    private final ParsedFiles<ScriptTemplate> scripts = new ParsedFiles<>((name, bytes) -> ScriptTemplate.parse(bytes));
    private final ParsedFiles<Map<String, @Nullable Object>> settings = new ParsedFiles<>(BootstrapDirectory::read);

    /** @param script below {@code bootstrap/} */
    public BootstrapDirectory(DataRoot root, FilePath script) {
        this.root = root;
        this.script = script;
    }

    @Override
    public String scriptPath() {
        return FOLDER + "/" + script;
    }

    @Override
    public Optional<ScriptTemplate> script() {
        return root.file(FOLDER, script).flatMap(file -> scripts.get(scriptPath(), file));
    }

    @Override
    public Map<String, @Nullable Object> settings() {
        return root.file(FOLDER, SETTINGS)
                .flatMap(file -> settings.get(FOLDER + "/" + SETTINGS, file))
                .orElse(Map.of());
    }

    private static Map<String, @Nullable Object> read(String file, byte[] bytes) {
        Map<String, @Nullable Object> settings = DefinitionFile.map(file, bytes);
        check(file, settings.get("logging"), "'logging'", List.class, "a list");
        check(file, settings.get("xmpp"), "'xmpp'", Map.class, "a map");
        return settings;
    }

    private static void check(String file, @Nullable Object value, String key, Class<?> type, String allowed) {
        if (value != null && !type.isInstance(value)) {
            throw ProvisioningException.invalidFile(new Finding(file, 0, key + " is not " + allowed));
        }
    }
}
