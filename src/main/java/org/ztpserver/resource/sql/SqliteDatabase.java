package org.ztpserver.resource.sql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteJDBCLoader;
import org.ztpserver.core.fault.FaultKind;
import org.ztpserver.core.fault.ProvisioningException;
import org.ztpserver.site.DataRoot;

/** The database of {@code sqlite('table')}: a file that the operator created. */
public final class SqliteDatabase implements SqlPools.Database {

    /** How long a server waits while another one writes. */
    private static final int BUSY_MILLIS = 10_000;

    private final DataRoot root;
    private final Path path;

    /** @param path an absolute path, or a path below the data root */
    public SqliteDatabase(DataRoot root, Path path) {
        this.root = root;
        this.path = path;
    }

    @Override
    public String name() {
        return root.configured().resolve(path).toString();
    }

    @Override
    public DataSource open() {
        Path file = path.isAbsolute() ? path : root.path().resolve(path);
        if (!Files.isRegularFile(file)) {
            throw new ProvisioningException(
                    FaultKind.NO_VALUE,
                    "SQLite database " + file.getFileName()
                            + " is missing: create it, or set another one in [resources] sqlite");
        }
        if (!Library.load()) {
            throw new ProvisioningException(
                    FaultKind.NO_VALUE,
                    "can't load the SQLite library from " + Library.folder()
                            + ": set -Dorg.sqlite.tmpdir to a folder where the server's user can write and run programs"
                            + " (not mounted noexec), and restart the server");
        }
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_MILLIS);
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE); // read and write under one lock
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }

    /** The native library. The driver copies it to a folder for temporary files and loads it from there. */
    private static final class Library {

        private static final Pattern COPY = Pattern.compile("/.*/sqlite-[^/]+-libsqlitejdbc\\.so$");

        private static boolean loaded;
        private static boolean hopeless;

        /** @return whether it is loaded, now or before */
        static synchronized boolean load() {
            if (!loaded && !hopeless) {
                try {
                    loaded = SQLiteJDBCLoader.initialize();
                    removeCopy();
                } catch (Exception e) {
                    // What it says is the platform and the folders that it has looked at. A copy that was made but not
                    // loaded stays until the server ends, so there is no second one.
                    hopeless = !loaded && canWrite();
                }
            }
            return loaded;
        }

        /** Once it is loaded, nobody needs it, and a server that is killed would leave it behind. */
        private static void removeCopy() throws IOException {
            Path maps = Path.of("/proc/self/maps");
            if (!Files.isReadable(maps)) {
                return; // not Linux: the driver removes it when the server ends
            }
            for (String line : Files.readAllLines(maps)) {
                Matcher copy = COPY.matcher(line);
                if (copy.find()) {
                    Files.deleteIfExists(Path.of(copy.group()));
                    Files.deleteIfExists(Path.of(copy.group() + ".lck"));
                }
            }
        }

        private static boolean canWrite() {
            try {
                Files.delete(Files.createTempFile(folder(), "ztpserver", ""));
                return true;
            } catch (IOException e) {
                return false;
            }
        }

        static Path folder() {
            return Path.of(System.getProperty("org.sqlite.tmpdir", System.getProperty("java.io.tmpdir")));
        }
    }
}
