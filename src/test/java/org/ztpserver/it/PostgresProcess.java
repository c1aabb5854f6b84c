package org.ztpserver.it;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A PostgreSQL server with an empty database, on loopback and a free port, as an ordinary user. */
final class PostgresProcess implements AutoCloseable {

    private static final Path PACKAGES = Path.of("/usr/lib/postgresql");

    private final Process process;
    private final int port;

    private PostgresProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Skips the test where PostgreSQL is not installed; on CI it has to be.
     *
     * @param folder in which it gets a folder of its own
     */
    static PostgresProcess start(Path folder) throws IOException, InterruptedException {
        assumeTrue(
                newest().isPresent() || "true".equals(System.getenv("CI")),
                "there is no PostgreSQL in " + PACKAGES + ": install postgresql");
        OrdinaryUser.open(folder, false);
        Path home = OrdinaryUser.open(folder.resolve("postgres"), true);
        Path data = home.resolve("data");
        Subprocess.Result made = Subprocess.run(
                Duration.ofSeconds(60),
                Map.of("HOME", home.toString()),
                command("initdb", "-D", data, "-U", "ztps", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"));
        if (made.status() != 0) {
            throw new IllegalStateException(made.everything());
        }
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Process process = new ProcessBuilder(
                        command("postgres", "-D", data, "-h", "127.0.0.1", "-p", port, "-k", home, "-F"))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("postgres.log").toFile())
                .start();
        PostgresProcess server = new PostgresProcess(process, port);
        Await.await("PostgreSQL", server::answers);
        return server;
    }

    private static List<String> command(String program, Object... arguments) throws IOException {
        List<String> command = new ArrayList<>(OrdinaryUser.needed() ? OrdinaryUser.COMMAND : List.of());
        command.add(newest().orElseThrow().resolve("bin").resolve(program).toString());
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return command;
    }

    /** Debian keeps the programs of each version in a folder of its own. */
    private static Optional<Path> newest() throws IOException {
        if (!Files.isDirectory(PACKAGES)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(PACKAGES)) {
            return versions.filter(path -> Files.isExecutable(path.resolve("bin/initdb")))
                    .max(Comparator.comparing(
                            path -> Integer.parseInt(path.getFileName().toString())));
        }
    }

    private boolean answers() {
        if (!process.isAlive()) {
            throw new IllegalStateException("PostgreSQL ended with status " + process.exitValue());
        }
        try {
            execute("SELECT 1");
            return true;
        } catch (SQLException e) {
            return false; // not yet
        }
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The first column of the first row. */
    String query(String sql) throws SQLException {
        return queryAll(sql).get(0);
    }

    /** The first column of every row. */
    List<String> queryAll(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(String.valueOf(rows.getString(1)));
            }
            return values;
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(url(), "ztps", "");
    }

    @Override
    public void close() {
        stop();
    }

    void stop() {
        try {
            // SIGINT: end now, whoever is connected.
            new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                    .start()
                    .waitFor();
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
