package org.ztpserver.poap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.ztpserver.core.fault.FaultKind;
import org.ztpserver.core.fault.Faults;
import org.ztpserver.event.Contact;
import org.ztpserver.event.RecordedEvents;

class PoapScriptTest {

    private static final Contact CONTACT = new Contact("192.0.2.1");
    private static final RecordedEvents EVENTS = new RecordedEvents();

    private static final String SCRIPT = """
            #!/bin/env python
            #md5sum="stale"
            # --- options: begin ---
            options = {
                "poap_server": "ztpserver",
                "port": "8080",
                "prefix": "",
                "protocol": "http",
            }
            # --- options: end ---
            other = {"port": "1"}
            """;

    /** The data root's script in memory. */
    private static final class ScriptFiles implements PoapScriptFiles {

        private @Nullable String source;
        private @Nullable String published;

        ScriptFiles(@Nullable String source) {
            this.source = source;
        }

        @Override
        public String sourcePath() {
            return "poap/poap_script.py";
        }

        @Override
        public Optional<byte[]> source() {
            return Optional.ofNullable(source).map(text -> text.getBytes(StandardCharsets.ISO_8859_1));
        }

        @Override
        public void publish(byte[] script) {
            published = text(script);
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static String script(String source, String url) {
        return text(new PoapScript(new ScriptFiles(source), null, EVENTS.events()).script(CONTACT, url));
    }

    /** What NX-OS does with a script before it runs it. */
    private static void assertStamped(String script) {
        List<String> lines = Arrays.asList(script.split("(?<=\n)", -1));
        String counted =
                lines.stream().filter(line -> !line.startsWith("#md5sum")).collect(Collectors.joining());
        assertThat(lines.get(1)).isEqualTo("#md5sum=\"" + md5(counted) + "\"\n");
        assertThat(lines.stream().filter(line -> line.startsWith("#md5sum"))).hasSize(1);
    }

    private static String md5(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.ISO_8859_1)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "http://10.10.20.20:8080/ztpserver, 10.10.20.20, 8080, ztpserver, http",
        "https://ztp.example.net, ztp.example.net, 443, '', https",
        "http://my_host, my_host, 80, '', http",
        "http://[2001:db8::1]:81/a/b, [2001:db8::1], 81, a/b, http",
    })
    void theOptionsAreThoseOfTheServersUrl(String url, String host, String port, String prefix, String protocol) {
        String script = script(SCRIPT, url);

        assertThat(script)
                .contains(
                        "    \"poap_server\": \"" + host + "\",\n",
                        "    \"port\": \"" + port + "\",\n",
                        "    \"prefix\": \"" + prefix + "\",\n",
                        "    \"protocol\": \"" + protocol + "\",\n",
                        "other = {\"port\": \"1\"}\n");
        assertStamped(script);
    }

    @Test
    void theShippedScriptIsFilledInAndNothingElseOfItChanges() throws IOException {
        String shipped = Files.readString(Path.of("src/main/dataroot/poap/poap_script.py"));
        String script = script(shipped, "http://ztpserver:8080");

        assertThat(script).isEqualTo(shipped);
        assertStamped(script);
        assertStamped(script(shipped, "https://10.0.0.1/x"));
    }

    @Provide
    Arbitrary<String> scripts() {
        return Arbitraries.of(
                        "x = 1\n",
                        "#md5sum=\"00\"\n",
                        "#md5sum nonsense\n",
                        "\r\n",
                        "\u00e9\u0000\n",
                        " #md5sum\n",
                        "end")
                .list()
                .ofMaxSize(8)
                .map(lines -> "#!/bin/env python\n" + String.join("", lines));
    }

    @Property
    void whateverIsInAScriptItsStampIsRightAndStampingAgainChangesNothing(@ForAll("scripts") String source) {
        byte[] once = PoapScript.stamped("x.py", source.getBytes(StandardCharsets.ISO_8859_1));

        assertStamped(text(once));
        assertThat(PoapScript.stamped("x.py", once)).isEqualTo(once);
    }

    @Test
    void aFileThatIsNoScriptIsNotStamped() {
        for (String source : List.of("", "x = 1\n", "#!/bin/env python", "#md5sum=\"\"\n")) {
            Faults.assertThatFault(FaultKind.INVALID_FILE)
                    .isThrownBy(() -> PoapScript.stamped("x.py", source.getBytes(StandardCharsets.ISO_8859_1)))
                    .withMessage("x.py:1: is not a POAP script: line 1 must be like #!/bin/env python");
        }
    }

    @Test
    void aScriptWithoutMarkedOptionsKeepsItsOwnAndIsStamped() {
        String lab = "#!/bin/env python\noptions = {\"poap_server\": \"10.10.20.20\", \"port\": \"5000\"}\n";

        assertThat(script(lab, "http://ztpserver")).endsWith(lab.substring(lab.indexOf('\n') + 1));
        assertStamped(script(lab, "http://ztpserver"));
    }

    @Test
    void anOptionThatIsMissingIsNamedWithItsPlace() {
        PoapScriptFiles files = new ScriptFiles(SCRIPT.replace("    \"prefix\": \"\",\n", ""));

        Faults.assertThatFault(FaultKind.INVALID_FILE)
                .isThrownBy(() -> new PoapScript(files, null, EVENTS.events()).script(CONTACT, "http://ztpserver"))
                .withMessage("poap/poap_script.py:3: the options have no line \"prefix\": \"...\"");
        Faults.assertThatFault(FaultKind.INVALID_FILE).isThrownBy(() -> PoapScript.check(files));
        assertThatCode(() -> PoapScript.check(new ScriptFiles(SCRIPT))).doesNotThrowAnyException();
        assertThatCode(() -> PoapScript.check(new ScriptFiles(null))).doesNotThrowAnyException();
    }

    @Test
    void theCopyForTftpNamesTheConfiguredServerAndNoRequestChangesThat() {
        ScriptFiles files = new ScriptFiles(SCRIPT);
        PoapScript configured = new PoapScript(files, "http://10.0.0.1:8080", EVENTS.events());
        configured.script(CONTACT, "http://evil.example");
        configured.publish();
        assertThat(files.published).contains("\"poap_server\": \"10.0.0.1\"");
        assertStamped(String.valueOf(files.published));

        new PoapScript(files, null, EVENTS.events()).publish();
        assertThat(files.published).contains("\"poap_server\": \"ztpserver\"");
        assertStamped(String.valueOf(files.published));
    }

    @Test
    void aSourceThatIsMissingOrBrokenLeavesTheCopyAlone() {
        ScriptFiles files = new ScriptFiles(null);
        new PoapScript(files, null, EVENTS.events()).publish();
        files.source = "no script";
        new PoapScript(files, null, EVENTS.events()).publish();

        assertThat(files.published).isNull();
        files.source = null;
        Faults.assertThatFault(FaultKind.MISSING_FILE)
                .isThrownBy(() -> new PoapScript(files, null, EVENTS.events()).script(CONTACT, "http://ztpserver"));
    }
}
