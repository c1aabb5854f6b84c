package org.ztpserver.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ztpserver.docs.Markdown;
import org.ztpserver.it.contract.SiteFiles;

/** {@code docs/migration-*.md}, on sites as the other servers leave them. {@link ManualShell} follows the pages. */
class MigrationIT {

    private static final Path STARTER = Path.of("src/main/dataroot");

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    @SuppressWarnings("NullAway.Init") // set before each
    private SiteFiles old;

    @BeforeEach
    void setUp() {
        old = new SiteFiles(folder.resolve("old"));
    }

    /** The old server is played by this one: what counts is that the steps of the page are right. */
    @Test
    void aSiteOfAristasZtpServerMovesOver() throws Exception {
        makeSiteOfAristasZtpServer();
        try (ManualShell shell = new ManualShell(folder.resolve("shell"))) {
            Path root = folder.resolve("old");
            Path conf = Files.writeString(
                    folder.resolve("ztpserver.conf"), """
                    [default]
                    data_root = %s
                    server_url = http://127.0.0.1:%d
                    [server]
                    interface = 127.0.0.1
                    port = %d
                    """.formatted(root, shell.port(), shell.port()));
            shell.standsFor("/usr/share/ztpserver", root.toString());
            shell.standsFor("/etc/ztpserver/ztpserver.conf", conf.toString());
            shell.standsFor("8081", Integer.toString(freePort()));
            shell.standsFor("ztpserver:ztpserver", "$(id -u):$(id -g)");
            List<ShownCommand> commands = ShownCommand.of(Markdown.read("docs", "migration-ztpserver.md"));
            int switchOver = indexOf(commands, "curl http://localhost:8080/bootstrap");
            try (ServerProcess server = ServerProcess.on(root)
                    .port(shell.port())
                    .options("--context-path=/")
                    .start()) {
                runAll(shell, commands.subList(0, switchOver));
                server.awaitLog("JPE14080459");
            }
            shell.run(new ShownCommand(
                    "deploy/ztps --conf /etc/ztpserver/ztpserver.conf",
                    ShownCommand.Output.of("...\n2026-11-20T13:11:37.103Z INFO  Listening on http://127.0.0.1:8080"),
                    ShownCommand.Kind.TERMINAL,
                    "no section",
                    "the switch over"));
            runAll(shell, commands.subList(switchOver, commands.size()));
        }
        assertThat(folder.resolve("old/resources/mgmt")).content().contains("192.0.2.11/24: JPE14080459\n");
    }

    @Test
    void aSiteOfThePoapLabMovesOver() throws Exception {
        makeSiteOfTheLab();
        try (ManualShell shell = new ManualShell(folder.resolve("shell"))) {
            Path root = folder.resolve("srv");
            shell.standsFor(
                    "/root/sbx_nxos/learning_labs/poap", folder.resolve("old").toString());
            shell.standsFor("/srv/ztp", root.toString());
            // The last line of its section: the server of a test is on loopback only.
            shell.standsFor("context_path = /", "context_path = /\ninterface = 127.0.0.1");
            shell.standsFor("5000", Integer.toString(shell.port()));
            runAll(shell, ShownCommand.of(Markdown.read("docs", "migration-poap-lab.md")));
        }
    }

    private static void runAll(ManualShell shell, List<ShownCommand> commands) throws IOException {
        assertThat(commands).isNotEmpty();
        for (ShownCommand command : commands) {
            shell.run(command);
        }
    }

    private static int indexOf(List<ShownCommand> commands, String text) {
        return commands.stream().map(ShownCommand::text).toList().indexOf(text);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** With a node that the old server has written: keys without a value, and its order. */
    private void makeSiteOfAristasZtpServer() throws IOException {
        old.write("bootstrap/bootstrap", Files.readAllBytes(STARTER.resolve("bootstrap/bootstrap")));
        old.write("actions/add_config", Files.readAllBytes(STARTER.resolve("actions/add_config")));
        old.write("neighbordb", """
                ---
                variables:
                  uplinks: regex('spine[0-9]+')
                patterns:
                  - name: leaf of pod 1
                    definition: leaf
                    interfaces:
                      - Ethernet49: $uplinks:any
                """);
        old.write("definitions/leaf", "name: leaf\nactions: []\n");
        old.write("plugins/allocate", "raise RuntimeError('the server has its own')\n");
        old.write("plugins/hostname", "def main(node_id, pool, node):\n    return pool + '-' + node_id.lower()\n");
        old.write("resources/mgmt", "192.0.2.11/24: JPE14080459\n192.0.2.12/24: null\n");
        old.write("nodes/JPE14080459/definition", """
                actions:
                - action: add_config
                  attributes:
                    url: files/templates/address
                    variables:
                      address: allocate('mgmt')
                      hostname: hostname('leaf')
                  name: address
                name: leaf
                """);
        old.write("nodes/JPE14080459/pattern", """
                config-handler: null
                interfaces:
                - Ethernet49: $uplinks:any
                model: null
                name: leaf of pod 1
                variables:
                  uplinks: regex('spine[0-9]+')
                """);
        old.write("nodes/JPE14080459/.node", """
                {"model": "DCS-7050QX-32", "systemmac": "001c73000001", "serialnumber": "JPE14080459", \
                "version": "4.20.1F", "neighbors": {"Ethernet49": [{"device": "spine1", "port": "Ethernet1"}]}}""");
    }

    /** The starter's script stands for the lab's: the server knows options that are nobody else's by two comments. */
    private void makeSiteOfTheLab() throws IOException {
        String script = Files.readString(STARTER.resolve("poap/poap_script.py"), StandardCharsets.UTF_8);
        old.write(
                "poap_app/templates/poap_script.py",
                script.replaceAll("(?m)^# --- options: .*\n", "")
                        .replace("\"poap_server\": \"ztpserver\"", "\"poap_server\": \"10.10.20.20\"")
                        .replace("\"port\": \"8080\"", "\"port\": \"5000\""));
        old.write("poap_app/templates/conf_nxv.j2", Files.readAllBytes(STARTER.resolve("poap/templates/conf_nxv.j2")));
        old.write("podvars.yml", """
                pod:
                  tftp_server: 10.10.20.20
                  http_server: "10.10.20.20:5000"
                  protocol: http
                switches:
                  - s_no: 9YH7T4WBTIP
                    details: {hostname: nxos-leaf1, mgmt0_ip: 172.16.30.103/24, lo0_ip: 192.168.0.103/32,
                      system_image: nxos.7.0.3.I6.1.bin}
                  - {id: aaaa.aaaa.aaaa, hostname: nxos-spine1, mgmt0_ip: 172.16.30.101/24, lo0_ip: 192.168.0.101/32,
                     system_image: nxos.7.0.3.I6.1.bin}
                """);
    }
}
