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

/** The database of {@code sqlite('table')}: one file, which the operator has made. */
public final class SqliteDatabase implements SqlPools.Database {

    /** How long one server waits for another that writes. */
    private static final int BUSY_MILLIS = 10_000;

    private final Path file;

    /** @param file absolute, or below the data root */
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
                    "there is no SQLite database " + file.getFileName()
                            + ": make it, or name another one in [resources] sqlite");
        }
        if (!Library.LOADED) {
            throw new ProvisioningException(
                    FaultKind.NO_VALUE,
                    "the library of SQLite can't be loaded from " + Library.folder()
                            + ": it has to be a folder where this user may write and run programs (not mounted with noexec);"
                            + " name one with the Java option -Dorg.sqlite.tmpdir, and start the server again");
        }
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_MILLIS);
        config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE); // read and write under one lock
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }

    /** The native library, which the driver copies to a folder for temporary files and loads from there. */
    private static final class Library {

        /** Tried once: each try leaves a copy behind until the server ends. */
        static final boolean LOADED = load();

        private static boolean load() {
            try {
                return NativeDB.load();
            } catch (Exception e) {
                return false; // what it says is the platform and the folders that it has looked at
            }
        }

        static Path folder() {
            return Path.of(System.getProperty("org.sqlite.tmpdir", System.getProperty("java.io.tmpdir")));
        }
    }
}
