package org.ztpserver.launch;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes.Name;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/**
 * What the class path of a container would have, by name: {@code WEB-INF/classes}, then the jars of {@code WEB-INF/lib} and
 * {@code WEB-INF/launcher}. It is made once, at the start.
 */
final class WarIndex {

    private static final String CLASSES = "WEB-INF/classes";
    private static final List<String> JAR_FOLDERS = List.of("WEB-INF/lib/", "WEB-INF/launcher/");
    private static final int FIRST_RELEASE_WITH_VERSIONS = 9;

    private final WarFile war;
    private final Map<String, Resource> resources = new HashMap<>();

    /** What else has a name of {@link #resources}, such as the providers of one service in several jars. */
    private final Map<String, List<Resource>> others = new HashMap<>();

    /**
     * A file on the class path.
     *
     * @param archive what it is in: a jar by its path in the WAR, or {@code WEB-INF/classes}
     * @param name by which it is asked for
     */
    record Resource(String archive, String name, WarFile.Entry entry) {}

    WarIndex(Path path) throws IOException {
        war = new WarFile(path);
        List<WarFile.Entry> entries = war.entries();
        for (WarFile.Entry entry : entries) {
            if (entry.name().startsWith(CLASSES + "/")) {
                add(CLASSES, entry.name().substring(CLASSES.length() + 1), entry);
            }
        }
        for (String folder : JAR_FOLDERS) {
            List<WarFile.Entry> jars = entries.stream()
                    .filter(entry -> entry.name().startsWith(folder))
                    .sorted(Comparator.comparing(WarFile.Entry::name))
                    .toList();
            for (WarFile.Entry jar : jars) {
                files(war.entries(jar)).forEach((name, entry) -> add(jar.name(), name, entry));
            }
        }
    }

    /** The files of a jar by the names that they have for this release of Java. */
    private Map<String, WarFile.Entry> files(List<WarFile.Entry> entries) throws IOException {
        Map<String, WarFile.Entry> files = new LinkedHashMap<>();
        entries.forEach(entry -> files.put(entry.name(), entry));
        WarFile.Entry manifest = files.get(JarFile.MANIFEST_NAME);
        if (manifest == null
                || !"true"
                        .equalsIgnoreCase(manifest(manifest).getMainAttributes().getValue(Name.MULTI_RELEASE))) {
            return files;
        }
        for (int release = FIRST_RELEASE_WITH_VERSIONS;
                release <= Runtime.version().feature();
                release++) {
            String prefix = "META-INF/versions/" + release + "/";
            entries.stream()
                    .filter(entry -> entry.name().startsWith(prefix))
                    .forEach(entry -> files.put(entry.name().substring(prefix.length()), entry));
        }
        return files;
    }

    private void add(String archive, String name, WarFile.Entry entry) {
        Resource resource = new Resource(archive, name, entry);
        if (resources.putIfAbsent(name, resource) != null) {
            others.computeIfAbsent(name, n -> new ArrayList<>()).add(resource);
        }
    }

    /** All files of this name, in the order of the class path. */
    List<Resource> find(String name) {
        Resource first = resources.get(name);
        List<Resource> more = others.get(name);
        if (first == null || more == null) {
            return first == null ? List.of() : List.of(first);
        }
        List<Resource> all = new ArrayList<>(List.of(first));
        all.addAll(more);
        return all;
    }

    /** The manifest of a jar; {@code WEB-INF/classes} has an empty one. */
    Manifest manifest(String archive) throws IOException {
        for (Resource resource : find(JarFile.MANIFEST_NAME)) {
            if (resource.archive().equals(archive)) {
                return manifest(resource.entry());
            }
        }
        return new Manifest();
    }

    private Manifest manifest(WarFile.Entry entry) throws IOException {
        return new Manifest(new ByteArrayInputStream(war.read(entry)));
    }

    byte[] read(Resource resource) throws IOException {
        return war.read(resource.entry());
    }
}
