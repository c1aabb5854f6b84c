package org.ztpserver.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.ztpserver.it.contract.RawRequest;
import org.ztpserver.it.contract.SiteFiles;

/**
 * Every message that {@code docs/troubleshooting.md} quotes is one that somebody gets to see: what is described there is
 * done to a server, and what is then printed has the message in it. What may differ, {@link ManualShell} says. A class
 * names its sections with {@link TestsSections}, and has a scenario for each message in them.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TroubleshootingScenarios {

    /** A switch that matches the pattern of the starter site. */
    static final String LEAF = "{\"serialnumber\": \"JPE24010001\", \"model\": \"DCS-7050SX3-48YC8\", \"neighbors\":"
            + " {\"Ethernet49\": [{\"device\": \"spine1\", \"port\": \"Ethernet1\"}],"
            + " \"Ethernet50\": [{\"device\": \"spine2\", \"port\": \"Ethernet1\"}]}}";

    /** Does what goes wrong, and returns all that is printed then. */
    @FunctionalInterface
    interface Scenario {
        String provoke() throws Exception;
    }

    private final Map<String, Scenario> scenarios = new TreeMap<>();

    @SuppressWarnings("NullAway.Init") // set before all
    private Path folder;

    @SuppressWarnings("NullAway.Init") // set before all
    private SiteFiles site;

    @SuppressWarnings("NullAway.Init") // set before all
    private ServerProcess server;

    @SuppressWarnings("NullAway.Init") // set before all
    private ManualShell.Translation translation;

    /** How many lines the server had logged when the scenario began. */
    private int loggedBefore;

    /** @param message the name that the page has for it */
    final void scenario(String message, Scenario scenario) {
        scenarios.put(message, scenario);
    }

    @BeforeAll
    final void start(@TempDir Path temporary) throws IOException {
        folder = OrdinaryUser.open(temporary, false);
        site = new StarterSite(folder.resolve("dataroot")).files();
        server = ServerProcess.start(root());
        translation = new ManualShell.Translation()
                .standsFor("8080", Integer.toString(port()))
                .standsFor("/srv/ztp", root().toString())
                .standsFor("/etc/ztpserver/ztpserver.conf", conf().toString());
    }

    @AfterAll
    final void stop() {
        server.close();
    }

    @TestFactory
    final Stream<DynamicTest> everyMessageOfTheSectionIsPrinted() {
        return messages().entrySet().stream()
                .map(message -> DynamicTest.dynamicTest(
                        message.getKey(), () -> isPrinted(message.getKey(), message.getValue())));
    }

    private void isPrinted(String name, String message) throws Exception {
        Scenario scenario = scenarios.getOrDefault(name, () -> "there is no scenario " + name);
        makeTheSiteAnew();
        // The switch of the page has an address of its own.
        String printed = translation.toPage(scenario.provoke()).replace(" 127.0.0.1: ", " 192.0.2.51: ");
        assertThat(ManualShell.compared(printed))
                .matches(
                        actual -> ManualShell.matches("...\n" + message + "...", actual), "has the lines:\n" + message);
    }

    @Test
    final void everyScenarioIsToldInTheSection() {
        assertThat(messages().keySet()).isEqualTo(scenarios.keySet());
    }

    /** What the sections of this class quote. */
    private Map<String, String> messages() {
        List<String> sections = List.of(Objects.requireNonNull(getClass().getAnnotation(TestsSections.class))
                .sections());
        return TroubleshootingPage.messages().stream()
                .filter(message -> sections.contains(message.section()))
                .collect(Collectors.toMap(
                        TroubleshootingPage.Message::name,
                        TroubleshootingPage.Message::text,
                        (one, other) -> one,
                        TreeMap::new));
    }

    private void makeTheSiteAnew() throws IOException {
        if (site.exists("nodes")) {
            Files.setPosixFilePermissions(site.path("nodes"), PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        for (String each : site.list("")) {
            site.remove(each);
        }
        site = new StarterSite(root()).files();
        loggedBefore = server.log().size();
    }

    /** For what a scenario needs beside the site. */
    final Path folder() {
        return folder;
    }

    /** The configuration that the page calls {@code /etc/ztpserver/ztpserver.conf}. */
    final Path conf() {
        return folder.resolve("ztpserver.conf");
    }

    final Path root() {
        return folder.resolve("dataroot");
    }

    /** The starter site, as every scenario finds it. */
    final SiteFiles site() {
        return site;
    }

    final URI url() {
        return server.url();
    }

    final int port() {
        return url().getPort();
    }

    /** By the name that the page has for it. */
    static URI localhost(URI url) {
        return URI.create("http://localhost:" + url.getPort() + url.getPath());
    }

    /** A server that runs as a user who may not write in {@code nodes}. */
    final ServerProcess asSomebodyElse() throws IOException {
        site.folder("nodes");
        Files.setPosixFilePermissions(site.path("nodes"), PosixFilePermissions.fromString("r-xr-xr-x"));
        return ServerProcess.on(root())
                .asOrdinaryUser(folder, OrdinaryUser.war(folder))
                .start();
    }

    /** What the server of all scenarios has logged in this one, once there is a line with this in it. */
    final String awaitLog(String part) {
        Await.await("a line in the log with " + part, () -> logged().contains(part));
        return logged();
    }

    private String logged() {
        List<String> lines = server.log();
        return String.join("\n", lines.subList(loggedBefore, lines.size()));
    }

    final String get(String path) {
        return get(url(), path);
    }

    static String get(URI base, String path) {
        return RawRequest.of("GET", base, path).send().text();
    }

    final String post(String json) {
        return post(url(), json);
    }

    static String post(URI base, String json) {
        return RawRequest.of("POST", base, "/nodes").body(json).send().text();
    }

    final void executable(String name, String text) throws IOException {
        Files.setPosixFilePermissions(site.write(name, text), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** What an EOS switch with these spines behind Ethernet49 and on shows. */
    static String eosConsole(URI url, String... spines) throws Exception {
        List<String> command = new ArrayList<>(
                List.of("src/test/switch/eos/run_switch.py", "--server", url.toString(), "--serial", "JPE24010001"));
        for (int i = 0; i < spines.length; i++) {
            command.addAll(List.of("--neighbor", "Ethernet" + (49 + i) + "=" + spines[i] + ":Ethernet1"));
        }
        return Subprocess.python(Duration.ofSeconds(60), Map.of(), command).out();
    }

    /** Boots a switch at this URL, and returns what it shows. */
    @FunctionalInterface
    interface Console {
        String boot(URI url) throws Exception;
    }

    /** What a switch shows that gets one file with another last byte. */
    final String withAltered(String file, Console console) throws Exception {
        try (AlteringProxy proxy = new AlteringProxy(url(), file)) {
            return console.boot(proxy.url())
                    .replace(Integer.toString(proxy.url().getPort()), Integer.toString(port()));
        }
    }
}
