package org.ztpserver.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code /bootstrap} and {@code /bootstrap/config} (contract A1, A2). */
public interface BootstrapContract extends ServerUnderTest {

    String SCRIPT = "bootstrap/bootstrap";
    String SETTINGS = "bootstrap/bootstrap.conf";

    /** As EOS 4.x asks for the script, before any program of ours runs on it. */
    @Test
    default void aNewSwitchGetsTheScriptWithTheServersUrlInIt() {
        site().write(SCRIPT, "#!/usr/bin/python\nSERVER = '$SERVER'\n");
        HttpAnswer answer = get("/bootstrap")
                .header("X-Arista-SystemMAC", "00:1c:73:aa:bb:cc")
                .header("X-Arista-ModelName", "DCS-7050SX3-48YC12")
                .header("X-Arista-HardwareVersion", "11.00")
                .header("X-Arista-Serial", "JPE00000001")
                .header("X-Arista-SoftwareVersion", "4.30.1F")
                .header("X-Arista-Architecture", "i386")
                .send()
                .is(200, "text/x-python");
        assertThat(answer.text()).isEqualTo("#!/usr/bin/python\nSERVER = '" + base() + "'\n");
        assertThat(answer.need("Content-Length")).isEqualTo(Integer.toString(answer.body().length));
        HttpAnswer head = head("/bootstrap").send().is(200, "text/x-python");
        assertThat(head.need("Content-Length")).isEqualTo(answer.need("Content-Length"));
        assertThat(head.body()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "$SERVER,URL",
        "${SERVER},URL",
        "$SERVER/x,URL/x",
        "'$SERVER$SERVER',URLURL",
        "$$SERVER,$SERVER",
        "$$,$",
        "$$$SERVER,$URL",
        "$SERVERX,$SERVERX",
        "$SERVER_,$SERVER_",
        "$SERVER1,$SERVER1",
        "${SERVERX},${SERVERX}",
        "${ SERVER},${ SERVER}",
        "${SERVER,${SERVER",
        "$server,$server",
        "$1,$1",
        "$,$",
        "$$$,$$",
        "a$,a$",
        "${},${}",
        "$_x,$_x",
        "$SERVER.x,URL.x",
        "$SERVER-x,URL-x"
    })
    default void thePlaceholdersAreThoseOfPythonsTemplate(String script, String expected) {
        site().write(SCRIPT, script + " $SERVER\n");
        assertThat(get("/bootstrap").send().is(200, "text/x-python").text())
                .isEqualTo((expected + " URL\n").replace("URL", base().toString()));
    }

    @Test
    default void aLetterBesideAPlaceholderEndsItsName() {
        site().write(SCRIPT, "$SERVER\u00fc ${SERVER}\u00fc\n");
        assertThat(get("/bootstrap").send().text()).isEqualTo(base() + "\u00fc " + base() + "\u00fc\n");
    }

    @Test
    default void aScriptInAnyEncodingKeepsItsBytes() {
        byte[] script = "# caf\u00e9 \u00ff\u0080\r\n\0$SERVER".getBytes(StandardCharsets.ISO_8859_1);
        site().write(SCRIPT, script);
        assertThat(new String(get("/bootstrap").send().body(), StandardCharsets.ISO_8859_1))
                .isEqualTo("# caf\u00e9 \u00ff\u0080\r\n\0" + base());
    }

    @Test
    default void aScriptWithoutThePlaceholderIsServedAllTheSame() {
        site().write(SCRIPT, "print('hello')\n");
        assertThat(get("/bootstrap").send().is(200, "text/x-python").text()).isEqualTo("print('hello')\n");
    }

    @Test
    default void theScriptComesWithABodyOfNullAndWithAnyAcceptAndIsNeverCompressed() {
        site().write(SCRIPT, "$SERVER\n".repeat(1000));
        get("/bootstrap").nullBody().send().is(200, "text/x-python");
        for (String accept : new String[] {"*/*", "text/html", "application/json", "nonsense", ""}) {
            get("/bootstrap")
                    .nullBody()
                    .header("Accept", accept)
                    .header("Accept-Encoding", "gzip")
                    .send()
                    .is(200, "text/x-python");
        }
    }

    @Test
    default void aMissingScriptIs400() {
        site().remove(SCRIPT);
        assertThat(get("/bootstrap").nullBody().send().sentence(400)).contains("bootstrap/bootstrap");
        site().folder(SCRIPT);
        assertThat(get("/bootstrap").send().sentence(400)).contains("bootstrap/bootstrap");
        site().remove(SCRIPT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "---\n", "# nothing\n", "logging:\nxmpp:\n", "logging: []\n", "xmpp: {}\n", "null\n"})
    default void settingsThatAreNotThereHaveTheirDefaults(String file) {
        site().write(SETTINGS, file);
        assertThat(get("/bootstrap/config")
                        .nullBody()
                        .send()
                        .is(200, "application/json")
                        .text())
                .isEqualTo("{\"logging\":[],\"xmpp\":{}}");
    }

    @Test
    default void settingsWithoutAFileAreAllDefaults() {
        site().remove(SETTINGS);
        assertThat(get("/bootstrap/config").send().is(200, "application/json").text())
                .isEqualTo("{\"logging\":[],\"xmpp\":{}}");
    }

    @Test
    default void settingsAreTheFileAsJson() {
        site().write(SETTINGS, """
                        logging:
                          - destination: "192.0.2.1:514"
                            level: DEBUG
                          - destination: file:/tmp/ztps-log
                            level: INFO
                        xmpp:
                          server: 192.0.2.2
                          port: 5222
                          username: bootstrap
                          nickname: ztps
                          rooms:
                            - ztps
                        """);
        HttpAnswer answer = get("/bootstrap/config").nullBody().send().is(200, "application/json");
        assertThat(answer.text())
                .isEqualTo("{\"logging\":[{\"destination\":\"192.0.2.1:514\",\"level\":\"DEBUG\"},"
                        + "{\"destination\":\"file:/tmp/ztps-log\",\"level\":\"INFO\"}],"
                        + "\"xmpp\":{\"server\":\"192.0.2.2\",\"port\":5222,\"username\":\"bootstrap\","
                        + "\"nickname\":\"ztps\",\"rooms\":[\"ztps\"]}}");
        site().remove(SETTINGS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"logging: [", "a: 1\na: 2\n", "- 1\n", "text", "logging: text\n", "xmpp: [1]\n", "\t- x: y"})
    default void settingsThatCanNotBeUnderstoodAre400WithTheirFile(String file) {
        site().write(SETTINGS, file);
        assertThat(get("/bootstrap/config").nullBody().send().sentence(400)).contains("bootstrap/bootstrap.conf");
        site().remove(SETTINGS);
    }
}
