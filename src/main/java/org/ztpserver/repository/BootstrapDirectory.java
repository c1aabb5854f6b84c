package org.ztpserver.repository;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ztpserver.provisioning.BootstrapFiles;
import org.ztpserver.provisioning.FilePath;
import org.ztpserver.provisioning.Finding;
import org.ztpserver.provisioning.InvalidFileException;

/** {@code bootstrap/} on disk. */
public final class BootstrapDirectory implements BootstrapFiles {

    static final String FOLDER = "bootstrap";
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
        return read(script);
    }

    @Override
    public Map<String, @Nullable Object> settings() {
        String file = FOLDER + "/" + SETTINGS;
        Map<String, @Nullable Object> settings =
                read(SETTINGS).map(bytes -> DefinitionFile.map(file, bytes)).orElse(Map.of());
        check(file, settings.get("logging"), "'logging'", List.class, "a list");
        check(file, settings.get("xmpp"), "'xmpp'", Map.class, "a map");
        return settings;
    }

    private static void check(String file, @Nullable Object value, String key, Class<?> type, String allowed) {
        if (value != null && !type.isInstance(value)) {
            throw new InvalidFileException(new Finding(file, 0, key + " is not " + allowed));
        }
    }

    private Optional<byte[]> read(FilePath file) {
        Optional<Path> path = root.file(FOLDER, file);
        try {
            return path.isEmpty() ? Optional.empty() : Optional.of(Files.readAllBytes(path.get()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
