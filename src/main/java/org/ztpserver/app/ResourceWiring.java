package org.ztpserver.app;

import java.util.LinkedHashMap;
import java.util.Map;
import org.ztpserver.core.node.IdentifierScheme;
import org.ztpserver.provisioning.ResourceDesk;
import org.ztpserver.provisioning.ResourceSource;
import org.ztpserver.repository.DataRoot;
import org.ztpserver.repository.pool.FilePools;
import org.ztpserver.repository.pool.JdbcDatabase;
import org.ztpserver.repository.pool.SqlPools;
import org.ztpserver.repository.pool.SqliteDatabase;
import org.ztpserver.repository.program.Plugins;

/** Pools and plugins, and which function of a definition goes to whom. */
final class ResourceWiring implements AutoCloseable {

    private final JdbcDatabase database;
    private final ResourceDesk desk;

    ResourceWiring(ServerConfig config, DataRoot root) {
        IdentifierScheme scheme = config.identifier();
        ResourceSettings settings = config.resources();
        database = new JdbcDatabase(settings.database());
        Map<String, ResourceSource> pools = new LinkedHashMap<>();
        pools.put("sqlite", new SqlPools(new SqliteDatabase(root, settings.sqlite()), scheme));
        pools.put("sql", new SqlPools(database, scheme));
        pools.put("allocate", new FilePools(root, scheme));
        Map<String, String> seenByPlugins = Map.of(
                "data_root", root.path().toString(),
                "identifier", scheme.key(),
                "server_url", config.serverUrl().orElse(""));
        desk = new ResourceDesk(new Plugins(root, settings.plugins(), seenByPlugins), pools);
    }

    ResourceDesk desk() {
        return desk;
    }

    @Override
    public void close() {
        database.close();
    }
}
