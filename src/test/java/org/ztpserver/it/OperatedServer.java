package org.ztpserver.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.function.Predicate;
import org.ztpserver.docs.Markdown;
import org.ztpserver.it.contract.RawRequest;
import org.ztpserver.it.contract.SiteFiles;

/**
 * The server of {@code docs/operations.md}, and its operator at a shell: the folders and programs that the page names
 * are there, below a folder of the test. The site is the starter with a pool of management addresses.
 *
 * <p>{@code systemctl} and {@code journalctl} are stand-ins: they do to a process what systemd does to the unit, that is
 * send SIGTERM and wait for the end, start the WAR of {@code /opt/ztpserver}, and show what it has printed.
 */
final class OperatedServer implements AutoCloseable {

    static final String PAGE = "operations.md";

    /** How many addresses there are. */
    static final int VALUES = 62;

    static final String NEIGHBORS = "{\"Ethernet49\": [{\"device\": \"spine1\", \"port\": \"Ethernet1\"}],"
            + " \"Ethernet50\": [{\"device\": \"spine2\", \"port\": \"Ethernet1\"}]}";

    private final Path folder;
    private final SiteFiles site;
    private final ManualShell shell;

    private OperatedServer(Path folder) throws IOException {
        this.folder = OrdinaryUser.open(folder, false);
        this.site = new StarterSite(folder.resolve("srv/ztp")).files();
        this.shell = new ManualShell(folder.resolve("operator"));
    }

    /** @param folder an empty one */
    static OperatedServer start(Path folder) throws IOException {
        OperatedServer server = new OperatedServer(folder);
        server.addPool();
        server.install();
        server.shell.type("systemctl start ztpserver");
        return server;
    }

    private void addPool() {
        site.write("definitions/leaf", """
                name: leaf switch
                actions:
                  - name: configure the management address
                    action: add_config
                    attributes:
                      url: files/templates/address.template
                      variables: {address: allocate('mgmt')}
                """);
        site.write("files/templates/address.template", "interface Management1\n   ip address $address\n");
        StringBuilder pool = new StringBuilder();
        for (int i = 0; i < VALUES; i++) {
            pool.append("192.0.2.").append(i + 11).append("/24: null\n");
        }
        site.write("resources/mgmt", pool.toString());
    }

    private void install() throws IOException {
        Path etc = Files.createDirectories(folder.resolve("etc/ztpserver"));
        Path conf = Files.writeString(
                etc.resolve("ztpserver.conf"),
                "[default]\ndata_root = " + site.path("") + "\n[server]\ninterface = 127.0.0.1\nport = " + shell.port()
                        + "\n");
        Path opt = Files.createDirectories(folder.resolve("opt/ztpserver"));
        Files.copy(Cli.war(), opt.resolve("ztpserver.war"));
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Files.createSymbolicLink(bin.resolve("ztps"), shell.checkout().resolve("deploy/ztps"));
        program(bin.resolve("systemctl"), """
                #!/bin/sh -e
                cd "%s"
                case $1 in stop|restart)
                    kill "$(cat pid)"
                    while kill -0 "$(cat pid)" 2>/dev/null; do sleep 0.05; done
                esac
                case $1 in start|restart)
                    touch now
                    cat now >> before
                    : > now
                    java -jar opt/ztpserver/ztpserver.war > now 2>&1 &
                    echo $! > pid
                    until grep -q 'Listening on' now; do kill -0 "$(cat pid)" || exit 1; sleep 0.05; done
                esac
                """.formatted(folder));
        program(bin.resolve("journalctl"), "#!/bin/sh\ncd '" + folder + "'\ncat before now\n");
        shell.standsFor("/srv/", folder + "/srv/");
        shell.standsFor("/etc/ztpserver/", etc + "/");
        shell.standsFor("/opt/ztpserver/", opt + "/");
        shell.type("export ZTPS_CONFIG=" + conf + " PATH=" + bin + ":$PATH");
    }

    private static void program(Path file, String text) throws IOException {
        Files.setPosixFilePermissions(Files.writeString(file, text), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + shell.port() + "/ztpserver");
    }

    SiteFiles site() {
        return site;
    }

    /** What the page calls by one name has another one here. */
    void standsFor(String onThePage, String here) {
        shell.standsFor(onThePage, here);
    }

    /** What the server has printed since it was started last. */
    String log() {
        return read("now");
    }

    /** What it has printed before that, too. */
    String wholeLog() {
        return read("before") + read("now");
    }

    private String read(String file) {
        try {
            return Files.readString(folder.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every command of the page, from top to bottom. */
    static List<ShownCommand> commands() {
        return ShownCommand.of(Markdown.read("docs", PAGE));
    }

    private static List<ShownCommand> commands(String section) {
        List<ShownCommand> commands = commands().stream()
                .filter(command -> command.section().equals(section))
                .toList();
        assertThat(commands).as(section).isNotEmpty();
        return commands;
    }

    /** Types every command of these sections, those behind one that has failed, too. */
    void runAll(String... sections) {
        assertAll(List.of(sections).stream()
                .flatMap(section -> commands(section).stream())
                .map(command -> () -> shell.run(command)));
    }

    /** Types those commands of a section that are wanted. */
    void run(String section, Predicate<ShownCommand> wanted) throws IOException {
        List<ShownCommand> commands = commands(section).stream().filter(wanted).toList();
        assertThat(commands).as(section).isNotEmpty();
        for (ShownCommand command : commands) {
            shell.run(command);
        }
    }

    /** Boots a switch in a box that has the neighbors of a leaf. */
    EosSwitch.Boot boot(String serial) throws Exception {
        return new EosSwitch(url(), serial, folder).neighbors(NEIGHBORS).boot().isProvisioned();
    }

    /** As a leaf. */
    void register(String serial) {
        int status = RawRequest.of("POST", url(), "/nodes")
                .body("{\"serialnumber\": \"" + serial + "\", \"model\": \"vEOS\", \"neighbors\": " + NEIGHBORS + "}")
                .send()
                .status();
        assertThat(status).isIn(201, 409);
    }

    String definition(String serial) {
        return definition(url(), serial);
    }

    static String definition(URI server, String serial) {
        return RawRequest.of("GET", server, "/nodes/" + serial)
                .nullBody()
                .send()
                .is(200, "application/json")
                .text();
    }

    /** Hands a configuration back, as a switch does whose configuration was saved. */
    void store(String serial, String config) {
        RawRequest.of("PUT", url(), "/nodes/" + serial + "/startup-config")
                .body(config)
                .send()
                .is(201, "text/html");
    }

    /** Removes what {@link #start} has started. */
    @Override
    public void close() throws IOException {
        shell.type("systemctl stop ztpserver");
        shell.close();
    }
}
