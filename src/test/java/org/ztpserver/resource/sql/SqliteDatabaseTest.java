package org.ztpserver.resource.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ztpserver.core.fault.Faults.assertThatFault;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ztpserver.core.fault.FaultKind;
import org.ztpserver.site.DataRoot;

class SqliteDatabaseTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path temporary;

    @Test
    void theDatabaseIsOneOfTheDataRootAsItIsNow() throws Exception {
        for (String release : new String[] {"v1", "v2"}) {
            Path site = Files.createDirectories(temporary.resolve(release));
            Files.createFile(site.resolve("neighbordb"));
            Files.createFile(site.resolve("pools.db"));
        }
        Path link = Files.createSymbolicLink(temporary.resolve("current"), Path.of("v1"));
        SqliteDatabase database = new SqliteDatabase(new DataRoot(link), Path.of("pools.db"));
        assertThat(url(database)).endsWith("/v1/pools.db");

        Files.delete(link);
        assertThatFault(FaultKind.UNAVAILABLE)
                .isThrownBy(database::open)
                .withMessageContaining("the data root " + link + " is gone");

        Files.createSymbolicLink(link, Path.of("v2"));
        assertThat(url(database)).endsWith("/v2/pools.db");
        assertThat(database.name()).isEqualTo(link + "/pools.db");
    }

    private static String url(SqliteDatabase database) throws SQLException {
        try (Connection connection = database.open().getConnection()) {
            return connection.getMetaData().getURL();
        }
    }
}
