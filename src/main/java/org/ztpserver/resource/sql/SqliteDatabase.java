package org.ztpserver.resource.sql;

import java.nio.file.Files;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.core.NativeDB;
import org.ztpserver.core.fault.FaultKind;
import org.ztpserver.core.fault.ProvisioningException;
import org.ztpserver.site.DataRoot;

/** The database of {@code sqlite('table')}: a file that the operator created. */
public final class SqliteDatabase implements SqlPools.Database {

    /** How long a server waits while another one writes. */
    private static final int BUSY_MILLIS = 10_000;

    private final Path file;

    /** @param file an absolute path, or a path below the data root */
    public SqliteDatabase(DataRoot root, Path file) {
        this.file = root.path().resolve(file);
    }

    @Override
    public String name() {
        return file.toString();
    }

    @Override
    public DataSource open() {
        if (!Files.isRegularFile(file)) {
            throw new ProvisioningException(
                    FaultKind.NO_VALUE,
                    "SQLite database " + file.getFileName()
                            + " is missing: create it, or set another one in [resources] sqlite");
        }
        if (!Library.LOADED) {
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

        /** Tried only once, because each try leaves a copy until the server ends. */
        static final boolean LOADED = load();

        private static boolean load() {
            try {
                return NativeDB.load();
            } catch (Exception e) {
                return false; // its message names the platform and the folders where it looked
            }
        }

        static Path folder() {
            return Path.of(System.getProperty("org.sqlite.tmpdir", System.getProperty("java.io.tmpdir")));
        }
    }
}
