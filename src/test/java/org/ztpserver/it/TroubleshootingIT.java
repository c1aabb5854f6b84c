package org.ztpserver.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.ztpserver.app.ZtpContextListener;
import org.ztpserver.docs.Markdown;
import org.ztpserver.it.contract.RawRequest;
import org.ztpserver.it.contract.SiteFiles;

/**
 * Every message that {@code docs/troubleshooting.md} quotes is one that somebody gets to see: what is described there is
 * done to a server, and what is then printed has the message in it. What may differ, {@link ManualShell} says.
 */
class TroubleshootingIT {

    private static final String MESSAGE = "text message ";
    private static final String LEAF =
            "{\"serialnumber\": \"JPE24010001\", \"model\": \"DCS-7050SX3-48YC8\", \"neighbors\":"
                    + " {\"Ethernet49\": [{\"device\": \"spine1\", \"port\": \"Ethernet1\"}],"
                    + " \"Ethernet50\": [{\"device\": \"spine2\", \"port\": \"Ethernet1\"}]}}";
    private static final String NEXUS = "9KY5Y4WBGTL";
    private static final String MAC = "aaaa.bbbb.cccc";

    /** Does what goes wrong, and returns all that is printed then. */
    @FunctionalInterface
    private interface Scenario {
        String provoke() throws Exception;
    }

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private static Path folder;

    @SuppressWarnings("NullAway.Init") // set before all
    private static Path root;

    @SuppressWarnings("NullAway.Init") // set before all
    private static SiteFiles site;

    @SuppressWarnings("NullAway.Init") // set before all
    private static ServerProcess server;

    @SuppressWarnings("NullAway.Init") // set before all
    private static ManualShell.Translation translation;

    /** How many lines the server had logged when the scenario began. */
    private static int loggedBefore;

    private final Map<String, Scenario> scenarios = new TreeMap<>();

    @BeforeAll
    static void start() throws IOException {
        OrdinaryUser.open(folder, false);
        root = folder.resolve("dataroot");
        site = new StarterSite(root).files();
        server = ServerProcess.start(root);
        translation = new ManualShell.Translation()
                .standsFor("8080", Integer.toString(server.url().getPort()))
                .standsFor("/srv/ztp", root.toString())
                .standsFor("/etc/ztpserver/ztpserver.conf", conf().toString());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    TroubleshootingIT() {
        startOfTheServer();
        registration();
        definitions();
        downloads();
        nexus();
        programs();
        addresses();
    }

    @TestFactory
    Stream<DynamicTest> everyMessageOfThePageIsPrinted() {
        return messages().entrySet().stream()
                .map(message -> DynamicTest.dynamicTest(message.getKey(), () -> {
                    makeTheSiteAnew();
                    String printed =
                            translation.toPage(scenario(message.getKey()).provoke());
                    assertThat(ManualShell.compared(printed))
                            .matches(
                                    actual -> ManualShell.matches("...\n" + message.getValue() + "...", actual),
                                    "has the lines:\n" + message.getValue());
                }));
    }

    @Test
    void everyScenarioIsToldOnThePage() {
        assertThat(messages().keySet()).isEqualTo(scenarios.keySet());
    }

    private Scenario scenario(String id) {
        return scenarios.getOrDefault(id, () -> "there is no scenario " + id);
    }

    /** What the page quotes, by the word behind {@code text message}. */
    private static Map<String, String> messages() {
        Map<String, String> messages = new TreeMap<>();
        for (Markdown.Block block : Markdown.read("docs", "troubleshooting.md").blocks()) {
            if (block.info().startsWith(MESSAGE)) {
                assertThat(messages.put(block.info().substring(MESSAGE.length()), block.text()))
                        .as("another message %s in line %d", block.info(), block.line())
                        .isNull();
            } else {
                assertThat(block.info()).as("line %d", block.line()).isIn("sh", "yaml", "ini");
            }
        }
        return messages;
    }

    private static void makeTheSiteAnew() throws IOException {
        if (site.exists("nodes")) {
            Files.setPosixFilePermissions(site.path("nodes"), PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        for (String each : site.list("")) {
            site.remove(each);
        }
        site = new StarterSite(root).files();
        loggedBefore = server.log().size();
    }

    private void startOfTheServer() {
        scenarios.put("port-in-use", () -> ztps("[server]\ninterface = 127.0.0.1\nport = " + port() + "\n"));
        scenarios.put("bad-setting", () -> ztps("[default]\ndata_root = srv/ztp\nidentifier = mac\n"));
        scenarios.put("unknown-setting", () -> {
            try (ServerProcess other =
                    ServerProcess.on(root).conf("prot = 9080").start()) {
                return log(other).replaceAll("/\\S+\\.conf", conf().toString());
            }
        });
        scenarios.put("not-writable", () -> {
            site.folder("nodes");
            try (ServerProcess other = asSomebodyElse()) {
                return log(other);
            }
        });
        scenarios.put("no-data-root", () -> {
            site.remove("");
            return ztps("[default]\ndata_root = " + root + "\n");
        });
        scenarios.put("in-a-container", () -> {
            Files.writeString(conf(), "# the site\n[default]\nidentifier = mac\n");
            List<String> log = new ArrayList<>();
            ServletContext context = (ServletContext) Proxy.newProxyInstance(
                    getClass().getClassLoader(), new Class<?>[] {ServletContext.class}, (self, method, arguments) -> {
                        if (method.getName().equals("log")) {
                            log.add(String.valueOf(arguments[0]));
                        }
                        return method.getName().equals("getInitParameter") ? conf().toString() : null;
                    });
            try {
                new ZtpContextListener().contextInitialized(new ServletContextEvent(context));
                return "it has started";
            } catch (RuntimeException e) {
                return String.join("\n", log);
            }
        });
    }

    private void registration() {
        scenarios.put("wrong-path", () -> get(URI.create("http://127.0.0.1:" + port()), "/bootstrap"));
        scenarios.put("connection-refused", () -> {
            try (ServerProcess other = ServerProcess.start(root)) {
                URI url = other.url();
                assertThat(other.terminate()).isZero();
                return eosConsole(localhost(url), "JPE24010001")
                        .replace(Integer.toString(url.getPort()), Integer.toString(port()));
            }
        });
        scenarios.put("no-script", () -> {
            site.remove("bootstrap/bootstrap");
            return get("/bootstrap");
        });
        scenarios.put("no-server-in-script", () -> {
            site.write("bootstrap/bootstrap", "#!/usr/bin/env python\n");
            get("/bootstrap");
            return awaitLog("no $SERVER");
        });
        scenarios.put(
                "no-match",
                () -> post(
                        "{\"serialnumber\": \"JPE24010001\", \"neighbors\": {\"Ethernet49\": [{\"device\": \"spine1\","
                                + " \"port\": \"Ethernet1\"}]}}"));
        scenarios.put("no-match-on-the-switch", () -> eosConsole(localhost(server.url()), "JPE24010001", "spine1"));
        scenarios.put("invalid-neighbordb", () -> {
            site.write("neighbordb", """
                    patterns:
                      - name: leaf
                        definition: leaf
                        interfaces:
                          - Ethernet49: $uplinks:any
                    """);
            return post(LEAF);
        });
        scenarios.put("neighbordb-is-no-yaml", () -> {
            site.write("neighbordb", """
                    patterns:
                      - name: leaf
                       definition: leaf
                    """);
            return post(LEAF);
        });
        scenarios.put("bad-identifier", () -> post("{\"serialnumber\": \"JPE 24010001\", \"neighbors\": {}}"));
        scenarios.put("no-identifier", () -> post("{\"systemmac\": \"28:99:3a:00:11:22\", \"neighbors\": {}}"));
        scenarios.put("no-json", () -> post("serialnumber=JPE24010001"));
        scenarios.put("body-too-large", () -> post("x".repeat(1_048_577)));
        scenarios.put("no-definition", () -> {
            site.remove("definitions/leaf");
            return post(LEAF);
        });
        scenarios.put("no-handler", () -> {
            site.write(
                    "neighbordb",
                    "patterns: [{name: leaf, definition: leaf, interfaces: [], config-handler: backup}]\n");
            return post(LEAF);
        });
        scenarios.put("empty-folder", () -> {
            site.folder("nodes/JPE24010001");
            return post(LEAF);
        });
        scenarios.put("read-only", () -> {
            site.folder("nodes");
            try (ServerProcess other = asSomebodyElse()) {
                String answer = post(other.url(), LEAF);
                other.awaitLog("AccessDeniedException: " + root + "/nodes/");
                return answer;
            }
        });
    }

    private void definitions() {
        scenarios.put("not-registered", () -> get("/nodes/JPE24010001"));
        scenarios.put("recabled", () -> {
            post(LEAF);
            post(LEAF.replace("spine2", "leaf2"));
            return get("/nodes/JPE24010001");
        });
        scenarios.put("no-pattern", () -> {
            site.write("nodes/JPE24010001/definition", "actions: []\n");
            post(LEAF);
            return get("/nodes/JPE24010001");
        });
        scenarios.put("broken-definition", () -> {
            site.write("definitions/leaf", "name: leaf\nactions:\n  - name: base\n    attributes: {}\n");
            post(LEAF);
            return get("/nodes/JPE24010001");
        });
        scenarios.put("pool-exhausted", () -> {
            site.write("resources/mgmt", "192.0.2.11/24: JPE24010002\n192.0.2.12/24: JPE24010003\n");
            return definitionWith("allocate('mgmt')");
        });
        scenarios.put("no-pool", () -> definitionWith("allocate('mgmt')"));
        scenarios.put("broken-pool", () -> {
            site.write("resources/mgmt", "192.0.2.11/24: null\n192.0.2.11/24: null\n");
            return definitionWith("allocate('mgmt')");
        });
        scenarios.put("no-database", () -> definitionWith("sql('mgmt')"));
        scenarios.put("disk-full", () -> {
            Path resources = site.path("resources");
            Files.createDirectories(resources);
            boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=8k", "tmpfs", resources.toString());
            try (ServerProcess other = ServerProcess.start(root)) {
                site.write("resources/mgmt", "192.0.2.11/24: null\n" + (mounted ? "" : "# a comment\n".repeat(2000)));
                if (mounted) {
                    site.write("resources/full", "#\n".repeat(2000));
                } else {
                    assertThat(run("prlimit", "--pid", "" + other.process().pid(), "--fsize=4096:"))
                            .isTrue();
                }
                define("allocate('mgmt')");
                post(other.url(), LEAF);
                return get(other.url(), "/nodes/JPE24010001")
                        .replace("File too large", "No space left on device"); // who is not root can have a limit only
            } finally {
                if (mounted) {
                    assertThat(run("umount", "-l", resources.toString())).isTrue();
                }
            }
        });
    }

    private void downloads() {
        scenarios.put("no-action", () -> {
            site.write("definitions/leaf", "name: leaf\nactions: [{action: add_confg, attributes: {}}]\n");
            return eosConsole(localhost(server.url()), "JPE24010001", "spine1", "spine2");
        });
        scenarios.put("no-variable", () -> {
            site.write("files/templates/name.template", "hostname $hostname\n");
            site.write(
                    "definitions/leaf",
                    "name: leaf\nactions: [{action: add_config, attributes: {url:"
                            + " files/templates/name.template, substitution_mode: strict, variables: {hostname: $hostnam}}}]\n");
            return eosConsole(localhost(server.url()), "JPE24010001", "spine1", "spine2");
        });
        scenarios.put("no-file", () -> {
            site.remove("files/templates/base.template");
            return eosConsole(localhost(server.url()), "JPE24010001", "spine1", "spine2");
        });
        scenarios.put("no-startup-config", () -> {
            site.write("definitions/leaf", "name: leaf\nactions: []\n");
            return eosConsole(localhost(server.url()), "JPE24010001", "spine1", "spine2");
        });
        scenarios.put("not-the-file", () -> {
            try (AlteringProxy proxy = new AlteringProxy(server.url(), "/files/templates/base.template")) {
                return eosConsole(proxy.url(), "JPE24010001", "spine1", "spine2")
                        .replace(Integer.toString(proxy.url().getPort()), Integer.toString(port()));
            }
        });
        scenarios.put(
                "unknown-node-stores",
                () -> RawRequest.of("PUT", server.url(), "/nodes/JPE24010001/startup-config")
                        .body("hostname leaf1\n")
                        .send()
                        .text());
    }

    private void nexus() {
        scenarios.put("script-edited", () -> {
            Path copy = folder.resolve("poap_script.py");
            Files.writeString(copy, get("/poap_script.py").replace("TRIES = 6", "TRIES = 5"));
            return nxosConsole(localhost(server.url()), "--script", copy.toString());
        });
        scenarios.put("unknown-nexus", () -> nxosConsole(localhost(server.url())));
        scenarios.put("one-id-twice", () -> {
            podvars("  - {id: " + NEXUS + ", hostname: leaf1}\n  - {id: " + NEXUS + ", hostname: leaf2}\n");
            return put();
        });
        scenarios.put("podvars-is-no-yaml", () -> {
            podvars("  - {id: " + NEXUS + ", hostname: leaf1\n");
            return put();
        });
        scenarios.put("template-error", () -> {
            podvars("  - {id: " + NEXUS + ", hostname: leaf1, template: leaf.ftl}\n");
            site.write("poap/templates/leaf.ftl", "hostname ${hostname}\n<#if hostname>\n");
            return put();
        });
        scenarios.put("template-variable", () -> {
            podvars("  - {id: " + NEXUS + ", hostname: leaf1}\n");
            return put();
        });
        scenarios.put("no-template", () -> {
            podvars("  - {id: " + NEXUS + ", hostname: leaf1, template: leaf.j2}\n");
            return put();
        });
        scenarios.put("image-damaged", () -> {
            podvars("  - {id: " + NEXUS + ", hostname: leaf1, mgmt0_ip: 192.0.2.11/24, lo0_ip: 198.51.100.11/32,"
                    + " system_image: nxos.10.3.1.bin}\n");
            site.write("files/nxos.10.3.1.bin", "an image");
            try (AlteringProxy proxy = new AlteringProxy(server.url(), "/files/nxos.10.3.1.bin")) {
                return nxosConsole(proxy.url())
                        .replace(Integer.toString(proxy.url().getPort()), Integer.toString(port()));
            }
        });
        scenarios.put("no-image", () -> {
            podvars("  - {id: " + NEXUS + ", hostname: leaf1, mgmt0_ip: 192.0.2.11/24, lo0_ip: 198.51.100.11/32,"
                    + " system_image: nxos.10.3.1.bin}\n");
            return nxosConsole(localhost(server.url()));
        });
    }

    private void programs() {
        scenarios.put("no-plugin", () -> definitionWith("hostname('leaf')"));
        scenarios.put("plugin-not-executable", () -> {
            site.write("plugins/hostname", "#!/bin/sh\necho leaf1\n");
            return definitionWith("hostname('leaf')");
        });
        scenarios.put("plugin-failed", () -> {
            executable("plugins/hostname", "#!/bin/sh\necho 'no such site' >&2\nexit 3\n");
            return definitionWith("hostname('leaf')");
        });
        scenarios.put("plugin-said", () -> {
            executable("plugins/hostname", "#!/bin/sh\necho 'no such site' >&2\nexit 3\n");
            definitionWith("hostname('leaf')");
            return awaitLog("no such site");
        });
        scenarios.put("handler-not-executable", () -> {
            post(LEAF);
            site.write("nodes/JPE24010001/config-handler", "#!/bin/sh\n");
            return awaitLogAfterPut("is not executable");
        });
        scenarios.put("handler-failed", () -> {
            post(LEAF);
            executable("nodes/JPE24010001/config-handler", "#!/bin/sh\necho 'git: not found' >&2\nexit 127\n");
            return awaitLogAfterPut("ended with status 127");
        });
    }

    private void addresses() {
        scenarios.put("untrusted-proxy", () -> {
            try (ServerProcess other =
                    ServerProcess.on(root).conf("trusted_proxies = 192.0.2.7").start()) {
                return RawRequest.of("GET", other.url(), "/bootstrap")
                        .host("ztp.example.com")
                        .header("X-Forwarded-Proto", "https")
                        .send()
                        .text();
            }
        });
        scenarios.put("certificate-not-yet-valid", () -> tls("+10d", true));
        scenarios.put("certificate-not-trusted", () -> tls("-1d", false));
    }

    /** A server that runs as a user who may not write in {@code nodes}. */
    private static ServerProcess asSomebodyElse() throws IOException {
        Files.setPosixFilePermissions(site.path("nodes"), PosixFilePermissions.fromString("r-xr-xr-x"));
        return ServerProcess.on(root)
                .asOrdinaryUser(folder, OrdinaryUser.war(folder))
                .start();
    }

    private static Path conf() {
        return folder.resolve("ztpserver.conf");
    }

    private static int port() {
        return server.url().getPort();
    }

    private static URI localhost(URI url) {
        return URI.create("http://localhost:" + url.getPort() + url.getPath());
    }

    private static String ztps(String text) throws Exception {
        Files.writeString(conf(), text);
        Subprocess.Result result = Cli.run(Map.of("ZTPS_DEFAULT_DATAROOT", ""), "--conf", conf().toString());
        assertThat(result.status()).as(result.out()).isEqualTo(1);
        return result.err();
    }

    private static String log(ServerProcess process) {
        return String.join("\n", process.log());
    }

    /** What the server of all scenarios has logged in this one, once there is a line with this in it. */
    private static String awaitLog(String part) {
        Await.await("a line in the log with " + part, () -> logged().contains(part));
        return logged();
    }

    private static String logged() {
        List<String> lines = server.log();
        return String.join("\n", lines.subList(loggedBefore, lines.size()));
    }

    private static String get(String path) {
        return get(server.url(), path);
    }

    private static String get(URI base, String path) {
        return RawRequest.of("GET", base, path).send().text();
    }

    private static String post(String json) {
        return post(server.url(), json);
    }

    private static String post(URI base, String json) {
        return RawRequest.of("POST", base, "/nodes").body(json).send().text();
    }

    private static void define(String call) {
        site.write(
                "definitions/leaf",
                "name: leaf\nactions: [{action: add_config, attributes: {url: x, variables: {v: \"" + call
                        + "\"}}}]\n");
    }

    private static String definitionWith(String call) {
        define(call);
        post(LEAF);
        return get("/nodes/JPE24010001");
    }

    private static void executable(String name, String text) throws IOException {
        Files.setPosixFilePermissions(site.write(name, text), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static String awaitLogAfterPut(String part) {
        RawRequest.of("PUT", server.url(), "/nodes/JPE24010001/startup-config")
                .body("hostname leaf1\n")
                .send();
        return awaitLog(part);
    }

    private static String eosConsole(URI url, String serial, String... spines) throws Exception {
        List<String> command = new ArrayList<>(
                List.of("src/test/switch/eos/run_switch.py", "--server", url.toString(), "--serial", serial));
        for (int i = 0; i < spines.length; i++) {
            command.addAll(List.of("--neighbor", "Ethernet" + (49 + i) + "=" + spines[i] + ":Ethernet1"));
        }
        return Subprocess.python(Duration.ofSeconds(60), Map.of(), command).out();
    }

    private static String nxosConsole(URI url, String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "src/test/switch/nxos/run_switch.py", "--server", url.toString(), "--serial", NEXUS, "--mac", MAC));
        command.addAll(List.of(options));
        return Subprocess.python(Duration.ofSeconds(60), Map.of(), command).out();
    }

    private static void podvars(String switches) {
        site.write("poap/podvars.yml", "pod: {tftp_server: 192.0.2.10}\nswitches:\n" + switches);
    }

    private static String put() {
        return RawRequest.of("PUT", server.url(), "/" + NEXUS)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .body("data=" + MAC)
                .send()
                .text();
    }

    private static boolean run(String... command) throws Exception {
        return run(List.of(command));
    }

    /** What curl says to a server with such a certificate. */
    private static String tls(String validFrom, boolean trusted) throws Exception {
        Path store = folder.resolve("keys" + validFrom);
        Path certificate = folder.resolve("certificate" + validFrom);
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        List<String> keys = List.of("-alias", "ztp", "-keystore", store.toString(), "-storepass", "changeit");
        assertThat(run(with(
                        List.of(keytool, "-genkeypair", "-keyalg", "EC", "-dname", "CN=localhost", "-validity", "30"),
                        keys,
                        List.of("-startdate", validFrom, "-ext", "SAN=DNS:localhost"))))
                .isTrue();
        assertThat(run(with(List.of(keytool, "-exportcert", "-rfc", "-file", certificate.toString()), keys, List.of())))
                .isTrue();
        HttpsServer https = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        https.setHttpsConfigurator(new HttpsConfigurator(context(store)));
        https.start();
        try {
            String url = "https://localhost:" + https.getAddress().getPort() + "/ztpserver/bootstrap";
            List<String> trust = trusted ? List.of("--cacert", certificate.toString()) : List.of();
            return Subprocess.run(Duration.ofSeconds(30), Map.of(), with(List.of("curl", "-sS"), trust, List.of(url)))
                    .err();
        } finally {
            https.stop(0);
        }
    }

    private static SSLContext context(Path store) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, "changeit".toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, "changeit".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private static List<String> with(List<String> first, List<String> second, List<String> third) {
        return Stream.of(first, second, third).flatMap(List::stream).toList();
    }

    private static boolean run(List<String> command) throws Exception {
        return Subprocess.run(Duration.ofSeconds(30), Map.of(), command).status() == 0;
    }
}
