package org.ztpserver.app;

import java.util.LinkedHashMap;
import java.util.Map;
import org.ztpserver.app.config.ResourceSettings;
import org.ztpserver.app.config.ServerConfig;
import org.ztpserver.core.node.IdentifierScheme;
import org.ztpserver.event.Events;
import org.ztpserver.program.Plugins;
import org.ztpserver.resource.ResourceDesk;
import org.ztpserver.resource.ResourceSource;
import org.ztpserver.resource.pool.FilePools;
import org.ztpserver.resource.sql.JdbcDatabase;
import org.ztpserver.resource.sql.SqlPools;
import org.ztpserver.resource.sql.SqliteDatabase;
import org.ztpserver.site.DataRoot;

/** Pools and plugins, and the functions of definitions that call them. */
final class ResourceWiring implements AutoCloseable {

    private final JdbcDatabase database;
    private final ResourceDesk desk;

    ResourceWiring(ServerConfig config, DataRoot root, DataRoot state, Events events) {
        IdentifierScheme scheme = config.identifier();
        ResourceSettings settings = config.resources();
        database = new JdbcDatabase(settings.database());
        Map<String, ResourceSource> pools = new LinkedHashMap<>();
        pools.put("sqlite", new SqlPools(new SqliteDatabase(state, settings.sqlite()), scheme));
        pools.put("sql", new SqlPools(database, scheme));
        pools.put("allocate", new FilePools(state, scheme));
        Map<String, String> seenByPlugins = Map.of(
                "data_root", root.configured().toString(),
                "identifier", scheme.key(),
                "server_url", config.serverUrl().orElse(""));
        desk = new ResourceDesk(events, new Plugins(root, settings.plugins(), seenByPlugins), pools);
    }

    ResourceDesk desk() {
        return desk;
    }

    @Override
    public void close() {
        database.close();
    }
}
