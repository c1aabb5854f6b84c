package org.ztpserver.eos.disk;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ztpserver.core.fault.ProvisioningException;
import org.ztpserver.core.site.FilePath;
import org.ztpserver.core.site.Finding;
import org.ztpserver.eos.BootstrapFiles;
import org.ztpserver.site.DataRoot;

/** {@code bootstrap/} on disk. */
public final class BootstrapDirectory implements BootstrapFiles {

    public static final String FOLDER = "bootstrap";
    private static final FilePath SETTINGS = FilePath.parse("bootstrap.conf");

    private final DataRoot root;
    private final FilePath script;

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
    public Optional<byte[]> script() {
        return root.read(FOLDER, script);
    }

    @Override
    public Map<String, @Nullable Object> settings() {
        String file = FOLDER + "/" + SETTINGS;
        Map<String, @Nullable Object> settings = root.read(FOLDER, SETTINGS)
                .map(bytes -> DefinitionFile.map(file, bytes))
                .orElse(Map.of());
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
