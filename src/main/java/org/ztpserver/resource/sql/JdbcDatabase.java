package org.ztpserver.resource.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Optional;
import java.util.ServiceLoader;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.ztpserver.core.fault.FaultKind;
import org.ztpserver.core.fault.ProvisioningException;

/**
 * The database of {@code sql('table')}: a database server that several ztpservers can share, with a pool of
 * connections.
 */
public final class JdbcDatabase implements SqlPools.Database, AutoCloseable {

    private static final int CONNECTIONS = 4;
    private static final long WAIT_MILLIS = 10_000;

    /** By default, PostgreSQL's driver waits forever for a server that has disappeared. */
    private static final String SOCKET_SECONDS = "20";

    private final Optional<Login> login;
    private @Nullable HikariDataSource source;

    /**
     * The address of the database and the account.
     *
     * @param url the JDBC URL: {@code jdbc:postgresql://host/database}
     */
    public record Login(String url, Optional<String> user, Optional<String> password) {}

    /** @param login empty if none is configured */
    public JdbcDatabase(Optional<Login> login) {
        this.login = login;
    }

    @Override
    public String name() {
        return login.map(Login::url).orElse("of [resources] jdbc_url").replaceFirst("\\?.*", "");
    }

    @Override
    public synchronized DataSource open() {
        if (source == null) {
            source = connect(login.orElseThrow(() -> new ProvisioningException(
                    FaultKind.NO_VALUE, "no database is configured for sql('...'): set [resources] jdbc_url")));
        }
        return source;
    }

    private static HikariDataSource connect(Login login) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("pools");
        config.setJdbcUrl(login.url);
        // The DriverManager of a container may not know the drivers of an application.
        config.setDriverClassName(driver(login.url).getClass().getName());
        login.user.ifPresent(config::setUsername);
        login.password.ifPresent(config::setPassword);
        if (login.url.startsWith("jdbc:postgresql:")) {
            config.addDataSourceProperty("socketTimeout", SOCKET_SECONDS); // the URL can override it
        }
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(WAIT_MILLIS);
        config.setInitializationFailTimeout(-1); // if the database is down, only requests that need it fail
        return new HikariDataSource(config);
    }

    private static Driver driver(String url) {
        for (Driver driver : ServiceLoader.load(Driver.class, JdbcDatabase.class.getClassLoader())) {
            try {
                if (driver.acceptsURL(url)) {
                    return driver;
                }
            } catch (SQLException e) {
                // not this one
            }
        }
        throw new ProvisioningException(
                FaultKind.NO_VALUE,
                "no JDBC driver for [resources] jdbc_url: use jdbc:postgresql://..., or put the jar of another"
                        + " driver into WEB-INF/lib");
    }

    @Override
    public synchronized void close() {
        if (source != null) {
            source.close();
            source = null;
        }
    }
}
