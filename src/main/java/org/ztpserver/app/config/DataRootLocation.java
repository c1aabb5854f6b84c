package org.ztpserver.app.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.ztpserver.site.DataRoot;
import org.ztpserver.site.StarterDataRoot;

/**
 * Where the data root is: as configured, else {@code /usr/share/ztpserver}, else a place of this user, which gets the
 * starter at the first run.
 */
public final class DataRootLocation {

    private static final Logger log = LoggerFactory.getLogger(DataRootLocation.class);

    private static final Path DEFAULT = Path.of("/usr/share/ztpserver");

    private final ServerConfig config;
    private final Map<String, String> environment;

    public DataRootLocation(ServerConfig config, Map<String, String> environment) {
        this.config = config;
        this.environment = environment;
    }

    /**
     * The data root that is there.
     *
     * @throws ConfigException when there is none
     */
    public DataRoot existing() {
        if (config.dataRoot().isPresent()) {
            return configured(config.dataRoot().get());
        }
        return candidates().stream()
                .filter(Files::isDirectory)
                .findFirst()
                .map(DataRoot::new)
                .orElseThrow(() ->
                        new ConfigException("there is no data root: set data_root or ZTPS_DEFAULT_DATAROOT to one"));
    }

    /**
     * The data root that is there, or one made from the starter.
     *
     * @throws ConfigException when the configured one is missing, or none can be made anywhere
     */
    public DataRoot existingOrNew(Iterable<String> folders, StarterDataRoot.Source starter) {
        if (config.dataRoot().isPresent() || candidates().stream().anyMatch(Files::isDirectory)) {
            return existing();
        }
        List<String> failures = new ArrayList<>();
        for (Path candidate : userCandidates()) {
            try {
                if (StarterDataRoot.create(candidate, folders, starter)) {
                    log.info("No data root is configured: made one with the starter site in {}", candidate);
                }
                return new DataRoot(candidate);
            } catch (IOException e) {
                failures.add(candidate + " (" + e.getClass().getSimpleName() + ")");
            }
        }
        throw new ConfigException("no data root is configured, and none can be made in " + String.join(", ", failures)
                + ": set data_root or ZTPS_DEFAULT_DATAROOT to a folder");
    }

    /**
     * Where the server writes: the state root, or else the data root.
     *
     * @throws ConfigException when the configured one is missing
     */
    public static DataRoot state(ServerConfig config, DataRoot root) {
        return config.stateRoot()
                .map(folder -> {
                    if (!Files.isDirectory(folder)) {
                        throw new ConfigException(
                                "state_root = '" + folder + "' is not a folder: make it, or name another one");
                    }
                    return DataRoot.ofState(folder);
                })
                .orElse(root);
    }

    private static DataRoot configured(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new ConfigException("data_root = '" + folder + "' is not a folder: make it, or name another one");
        }
        return new DataRoot(folder);
    }

    private List<Path> candidates() {
        List<Path> candidates = new ArrayList<>(List.of(DEFAULT));
        candidates.addAll(userCandidates());
        return candidates;
    }

    /** systemd's state folder, the user's own data folder, or the instance folder of Tomcat or Jetty. */
    private List<Path> userCandidates() {
        List<Path> candidates = new ArrayList<>();
        add(candidates, environment.get("STATE_DIRECTORY"), "dataroot");
        add(candidates, environment.get("XDG_DATA_HOME"), "ztpserver");
        add(candidates, System.getProperty("user.home"), ".local/share/ztpserver");
        add(candidates, System.getProperty("catalina.base"), "ztpserver");
        add(candidates, System.getProperty("jetty.base"), "ztpserver");
        return candidates;
    }

    private static void add(List<Path> candidates, @Nullable String folder, String name) {
        if (folder != null && folder.startsWith("/") && !folder.equals("/")) {
            candidates.add(Path.of(folder, name));
        }
    }
}
