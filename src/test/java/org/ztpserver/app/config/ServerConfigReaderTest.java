package org.ztpserver.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ztpserver.core.address.IpAddress;
import org.ztpserver.core.node.IdentifierScheme;
import org.ztpserver.core.site.FilePath;
import org.ztpserver.eos.http.BodyLimits;

class ServerConfigReaderTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("ztpserver.conf"), text);
    }

    private ServerConfig read(Map<String, String> environment, String text) throws IOException {
        return new ServerConfigReader(environment).read(file(text), null);
    }

    @Test
    void anEmptyFileIsAllDefaults() throws IOException {
        ServerConfig config = read(Map.of(), "");
        assertThat(config.source()).contains(folder.resolve("ztpserver.conf"));
        assertThat(config.warnings()).isEmpty();
        assertThat(config.dataRoot()).isEmpty();
        assertThat(config.identifier()).isEqualTo(IdentifierScheme.SERIALNUMBER);
        assertThat(config.serverUrl()).isEmpty();
        assertThat(config.log().on()).isTrue();
        assertThat(config.log().console()).isTrue();
        assertThat(config.log().line()).isEmpty();
        assertThat(config.log().format()).isEqualTo(LogFormat.TEXT);
        assertThat(config.eos().validateTopology()).isTrue();
        assertThat(config.listen().address()).isEqualTo("0.0.0.0");
        assertThat(config.listen().port()).isEqualTo(8080);
        assertThat(config.listen().contextPath()).isEqualTo("/ztpserver");
        assertThat(config.proxies().trusted().trusts(IpAddress.parse("127.0.0.1")))
                .isTrue();
        assertThat(config.proxies().trusted().trusts(IpAddress.parse("192.0.2.1")))
                .isFalse();
        assertThat(config.eos().bodyLimits()).isEqualTo(new BodyLimits(1 << 20, 16 << 20));
        assertThat(config.eos().bootstrap()).isEqualTo(FilePath.parse("bootstrap"));
        assertThat(config.eos().neighbordb()).isEqualTo(FilePath.parse("neighbordb"));
    }

    @Test
    void theSchemeOfAUrlHasNoCase() throws IOException {
        assertThat(read(Map.of(), "[default]\nserver_url = HTTPS://Ztp.example\n")
                        .serverUrl())
                .contains("https://Ztp.example");
    }

    @Test
    void everyKeyIsRead() throws IOException {
        ServerConfig config = read(Map.of(), """
                [default]
                data_root = /srv/ztp
                identifier = systemmac
                server_url = https://ztp.example:8443/lab/
                logging = off
                console_logging = no
                console_logging_format = %(levelname)s
                log_format = JSON
                disable_topology_validation = TRUE
                [server]
                interface = ::1
                port = 0
                context_path = /a/b/
                trusted_proxies = 192.0.2.0/24
                node_body_limit = 1000
                startup_config_limit = 2000
                [bootstrap]
                filename = ztp/client
                [neighbordb]
                filename = site/neighbordb
                """);
        assertThat(config.warnings()).isEmpty();
        assertThat(config.dataRoot()).contains(Path.of("/srv/ztp"));
        assertThat(config.identifier()).isEqualTo(IdentifierScheme.SYSTEMMAC);
        assertThat(config.serverUrl()).contains("https://ztp.example:8443/lab");
        assertThat(config.log().on()).isFalse();
        assertThat(config.log().console()).isFalse();
        assertThat(config.log().line()).isPresent();
        assertThat(config.log().format()).isEqualTo(LogFormat.JSON);
        assertThat(config.eos().validateTopology()).isFalse();
        assertThat(config.listen().address()).isEqualTo("::1");
        assertThat(config.listen().port()).isZero();
        assertThat(config.listen().contextPath()).isEqualTo("/a/b");
        assertThat(config.proxies().trusted().trusts(IpAddress.parse("127.0.0.1")))
                .isFalse();
        assertThat(config.proxies().trusted().trusts(IpAddress.parse("192.0.2.1")))
                .isTrue();
        assertThat(config.eos().bodyLimits()).isEqualTo(new BodyLimits(1000, 2000));
        assertThat(config.eos().bootstrap()).isEqualTo(FilePath.parse("ztp/client"));
        assertThat(config.eos().neighbordb()).isEqualTo(FilePath.parse("site/neighbordb"));
    }

    @Test
    void theEnvironmentCountsMoreThanTheFile() throws IOException {
        ServerConfig config = read(
                Map.of(
                        "ZTPS_DEFAULT_DATAROOT", "/env",
                        "ZTPS_DEFAULT_SERVER", "http://env",
                        "ZTPS_DEFAULT_LOGGING", "0",
                        "ZTPS_CONSOLE_LOGGING_FORMAT", "%(message)s",
                        "ZTPS_BOOTSTRAP_FILENAME", "env-bootstrap",
                        "ZTPS_NEIGHBORDB_FILENAME", "env-neighbordb"),
                """
                [default]
                data_root = /file
                server_url = http://file
                logging = on
                console_logging_format = %(levelname)s
                [bootstrap]
                filename = file
                [neighbordb]
                filename = file
                """);
        assertThat(config.dataRoot()).contains(Path.of("/env"));
        assertThat(config.serverUrl()).contains("http://env");
        assertThat(config.log().on()).isFalse();
        assertThat(config.log().line()).contains(PythonLogFormat.parse("%(message)s"));
        assertThat(config.eos().bootstrap()).hasToString("env-bootstrap");
        assertThat(config.eos().neighbordb()).hasToString("env-neighbordb");
    }

    @Test
    void anEmptyVariableIsNone() throws IOException {
        assertThat(read(Map.of("ZTPS_DEFAULT_SERVER", ""), "[default]\nserver_url = http://file\n")
                        .serverUrl())
                .contains("http://file");
    }

    @ParameterizedTest
    @CsvSource({
        "yes,true",
        "Yes,true",
        "TRUE,true",
        "1,true",
        "on,true",
        "no,false",
        "False,false",
        "0,false",
        "OFF,false"
    })
    void aBooleanHasManySpellings(String text, boolean value) throws IOException {
        assertThat(read(Map.of(), "[default]\nlogging = " + text + "\n").log().on())
                .isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "default | identifier | Serialnumber | must be serialnumber or systemmac",
                "default | server_url | ztp.example | http://",
                "default | server_url | ftp://x | http://",
                "default | server_url | http://x/?q | http://",
                "default | server_url | http:///x | http://",
                "default | server_url | http://x: | http://",
                "default | server_url | http://x:65536 | http://",
                "default | server_url | http://user:password@x | http://",
                "default | logging | maybe | must be yes, true, 1 or on",
                "default | console_logging | 2 | no, false, 0 or off",
                "default | disable_topology_validation | '' | yes, true",
                "default | console_logging_format | %(nosuch)s | must be a format of Python's logging: '%(nosuch)s' is not known",
                "default | log_format | xml | must be text or json",
                "default | data_root | relative/path | absolute path",
                "default | data_root | '' | path",
                "server | port | 65536 | 0 to 65535",
                "server | port | -1 | 0 to 65535",
                "server | port | http | whole number",
                "server | interface | a b | IP address",
                "server | context_path | ztp | /ztpserver",
                "server | context_path | /a//b | /ztpserver",
                "server | context_path | /a b | /ztpserver",
                "server | trusted_proxies | 10.0.0.0/33 | prefix length",
                "server | trusted_proxies | localhost | with commas between them: 'localhost' is not an IP address",
                "server | node_body_limit | 0 | whole number",
                "server | startup_config_limit | 16M | whole number",
                "bootstrap | filename | ../x | must be a path below bootstrap/ of the data root: the path of a file contains '..'",
                "neighbordb | filename | /etc/x | empty name"
            })
    void aBadValueIsNamedWithItsPlaceAndWhatIsAllowed(String section, String key, String value, String allowed) {
        assertThatThrownBy(() -> read(Map.of(), "[" + section + "]\n\n" + key + " = " + value + "\n"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("ztpserver.conf:3: [" + section + "] " + key + " = '" + value + "': ")
                .hasMessageContaining(allowed);
    }

    @Test
    void allBadValuesAreNamedAtOnceInTheOrderOfTheManual() {
        assertThatThrownBy(() ->
                        read(Map.of("ZTPS_DEFAULT_DATAROOT", "x"), "[server]\nport = x\n[default]\nlogging = x\n"))
                .isInstanceOfSatisfying(
                        ConfigException.class,
                        fault -> assertThat(fault.errors())
                                .containsExactly(
                                        "environment variable ZTPS_DEFAULT_DATAROOT = 'x': must be the absolute path"
                                                + " of a folder",
                                        folder.resolve("ztpserver.conf")
                                                + ":4: [default] logging = 'x': must be yes, true, 1 or on, or no,"
                                                + " false, 0 or off",
                                        folder.resolve("ztpserver.conf")
                                                + ":2: [server] port = 'x': must be a whole number from 0 to 65535"));
    }

    @Test
    void anUnknownKeyIsAWarning() throws IOException {
        assertThat(read(Map.of(), "[server]\nworkers = 4\n[xmpp]\nport = 1\n").warnings())
                .containsExactly(
                        folder.resolve("ztpserver.conf")
                                + ":2: the setting server.workers is unknown and has no effect",
                        folder.resolve("ztpserver.conf") + ":4: the setting xmpp.port is unknown and has no effect");
    }

    @Test
    void theFileIsTheNamedOneElseThatOfTheEnvironmentElseThatOfTheContainer() throws IOException {
        Path named = Files.writeString(folder.resolve("named"), "[server]\nport = 1\n");
        Path environment = Files.writeString(folder.resolve("environment"), "[server]\nport = 2\n");
        Path container = Files.writeString(folder.resolve("container"), "[server]\nport = 3\n");
        ServerConfigReader reader = new ServerConfigReader(Map.of("ZTPS_CONFIG", environment.toString()));
        assertThat(reader.read(named, container.toString()).listen().port()).isEqualTo(1);
        assertThat(reader.read(null, container.toString()).listen().port()).isEqualTo(2);
        assertThat(new ServerConfigReader(Map.of("ZTPS_CONFIG", ""))
                        .read(null, container.toString())
                        .source())
                .isEqualTo(Optional.of(container));
    }

    @Test
    void aFileThatWasNamedHasToBeThereAndToBeText() throws IOException {
        ServerConfigReader reader = new ServerConfigReader(Map.of());
        assertThatThrownBy(() -> reader.read(folder.resolve("nosuch"), null))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("nosuch");
        Path latin1 = Files.write(folder.resolve("latin1"), "# caf\u00e9".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> reader.read(latin1, null))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("UTF-8");
    }

    @ParameterizedTest
    @CsvSource({"'',''", "/,''", "/a/b/,/a/b"})
    void theCommandLineCountsMoreThanTheFile(String text, String path) throws IOException {
        ServerConfig config = new ServerConfigReader(Map.of())
                .with(Settings.CONTEXT_PATH, text)
                .read(file("[server]\ncontext_path = /file\n"), null);
        assertThat(config.listen().contextPath()).isEqualTo(path);
    }

    @Test
    void aBadValueOnTheCommandLineIsRefusedAtOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ServerConfigReader(Map.of()).with(Settings.CONTEXT_PATH, "ztp"))
                .withMessage("must be / or a path such as /ztpserver");
    }

    @Test
    void everySettingHasANameOfItsOwn() {
        assertThat(Settings.all().stream().map(Setting::name)).doesNotHaveDuplicates();
        assertThat(Settings.all().stream().flatMap(setting -> setting.variable().stream()))
                .doesNotHaveDuplicates()
                .allMatch(variable -> variable.startsWith("ZTPS_"));
    }
}
