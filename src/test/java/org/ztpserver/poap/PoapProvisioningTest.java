package org.ztpserver.poap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.ztpserver.core.fault.Faults.assertThatFault;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ztpserver.core.fault.FaultKind;
import org.ztpserver.core.node.SerialNumber;
import org.ztpserver.event.Contact;
import org.ztpserver.event.Happening;
import org.ztpserver.event.RecordedEvents;
import org.ztpserver.render.RenderLimits;
import org.ztpserver.render.TemplateRenderer;
import org.ztpserver.render.TemplatesInMemory;
import org.ztpserver.resource.FixedValues;

class PoapProvisioningTest {

    private static final String SERVER = "https://ztp:8080/ztpserver";
    private static final SerialNumber S1 = SerialNumber.parse("S1");
    private static final String MAC = "AAAA.BBBB.0001";

    private final FixedPodVars podVars = new FixedPodVars();
    private final TemplatesInMemory templates = new TemplatesInMemory();
    private final FixedValues values = new FixedValues().with("allocate('loopbacks')", "192.168.0.1/32");
    private final InMemorySwitches switches = new InMemorySwitches();
    private final RecordedEvents events = new RecordedEvents();
    private final Contact contact = new Contact("192.0.2.1");
    private final PoapProvisioning provisioning = new PoapProvisioning(
            podVars,
            templates,
            new TemplateRenderer(templates, RenderLimits.DEFAULT),
            values.desk(events.events()),
            switches,
            switches,
            events.events());

    @BeforeEach
    void writeTemplate() {
        templates.put("conf_nxv.ftl", "hostname ${hostname}\n");
    }

    @AfterEach
    void close() {
        contact.close();
        events.close();
    }

    /** What every entry has, and this besides. */
    private static Map<String, Object> variables(String... more) {
        Map<String, Object> variables = new HashMap<>(Map.of("hostname", "leaf1", "protocol", "http"));
        for (int i = 0; i < more.length; i += 2) {
            variables.put(more[i], more[i + 1]);
        }
        return variables;
    }

    private PoapAnswer collect() {
        return provisioning.collect(contact, S1, MAC, SERVER);
    }

    @Test
    void aConfigurationIsMadeAgainWhenTheSiteIsSwitchedToAnotherRelease() {
        podVars.with("S1", variables("hostname", "old"))
                .untilSwitchedTo(new FixedPodVars().with("S1", variables("hostname", "new")));

        assertThat(new String(provisioning.config(contact, S1), UTF_8)).isEqualTo("hostname new\n");
    }

    // A switch says who it is

    @ParameterizedTest
    @ValueSource(strings = {"aa:aa:bb:bb:00:01", "s1"})
    void aSwitchIsKnownByItsMacAddressOrSerialNumber(String id) {
        podVars.pod("10.0.0.9", null)
                .with("OTHER", variables())
                .with(id, variables("system_image", "nxos.bin", "kickstart_image", "kick.bin"));

        assertThat(collect())
                .isEqualTo(new PoapAnswer(
                        "S1.cfg", "http", "ztp:8080/ztpserver", "10.0.0.9", "nxos.bin", "kick.bin", "leaf1"));

        assertThat(switches.config(S1)).contains("hostname leaf1\n");
        assertThat(provisioning.mac(S1)).as("as the switch wrote it").isEqualTo(MAC);
        assertThat(contact.node()).contains("S1");
        assertThat(events.heard())
                .containsExactly(
                        new Happening.ConfigRendered("poap/templates/conf_nxv.ftl", 15),
                        new Happening.SwitchCollected("aaaabbbb0001", "poap/podvars.yml:2"));
    }

    @Test
    void whatTheSiteDoesNotSayIsEmptyInTheAnswer() {
        podVars.with("S1", Map.of("protocol", "http", "hostname", BigInteger.valueOf(7)));

        assertThat(collect()).isEqualTo(new PoapAnswer("S1.cfg", "http", "ztp:8080/ztpserver", "", "", "", "7"));
    }

    @Test
    void theHttpServerThatThePodNamesWins() {
        podVars.pod(null, "10.0.0.8:80/ztp").with("S1", variables());

        assertThat(collect().httpServer()).isEqualTo("10.0.0.8:80/ztp");
    }

    @Test
    void aMacAddressThatIsNoneIsRefused() {
        podVars.with("S1", variables());

        assertThatFault(FaultKind.INVALID_REQUEST)
                .isThrownBy(() -> provisioning.collect(contact, S1, "not-a-mac", SERVER))
                .withMessage("'not-a-mac' is not a MAC address such as 00:1c:73:aa:bb:cc");
        nothingIsKept();
    }

    @Test
    void aSwitchThatNoEntryIsForLeavesNothing() {
        podVars.with("OTHER", variables());

        assertThatFault(FaultKind.UNKNOWN_SWITCH)
                .isThrownBy(this::collect)
                .withMessage("no entry of poap/podvars.yml is for the switch with serial number S1 and MAC address"
                        + " aaaabbbb0001");
        nothingIsKept();
    }

    @Test
    void whatIsWrongWithThePodConcernsEverySwitch() {
        podVars.with("S1", variables()).withFault("'pod' must be a map");

        assertThatFault(FaultKind.INVALID_FILE)
                .isThrownBy(this::collect)
                .withMessage("poap/podvars.yml:1: 'pod' must be a map");
        nothingIsKept();
    }

    private void nothingIsKept() {
        assertThat(switches.mac(S1)).isEmpty();
        assertThat(switches.config(S1)).isEmpty();
        assertThat(contact.node()).contains("S1");
        assertThat(events.heard()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "protocol        | ftp        | protocol is 'ftp', but must be http or tftp",
                "protocol        | tftp       | protocol is tftp, but 'pod' names no tftp_server, and switch S1 needs one: add it",
                "template        | conf.txt   | template 'conf.txt' must end with .ftl (FreeMarker) or .j2 (Jinja2)",
                "template        | ../x.ftl   | the path of a file contains '..'",
                "template        | none.ftl   | switch S1 needs template none.ftl, which is not in poap/templates/: add it, or name another one"
            })
    void aVariableThatIsWrongIsAFaultOfTheEntry(String name, String value, String reason) {
        podVars.with("OTHER", variables()).with("S1", variables(name, value));

        fails("poap/podvars.yml:2: " + reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hostname", "system_image", "kickstart_image", "protocol", "template"})
    void aVariableThatHasToBeATextIsOne(String name) {
        Map<String, Object> variables = variables();
        variables.put(name, List.of("x"));
        podVars.with("S1", variables);

        fails("poap/podvars.yml:1: " + name + " must be a text");
    }

    /** The last configuration of the switch is there as before. */
    private void fails(String sentence) {
        switches.store(S1, new byte[] {'x'});
        assertThatFault(FaultKind.INVALID_FILE).isThrownBy(this::collect).withMessage(sentence);
        assertThat(switches.config(S1)).contains("x");
        assertThat(contact.node()).contains("S1");
        assertThat(events.heard()).isEmpty();
    }

    // Templates

    @Test
    void aSwitchMayNameATemplateInAFolder() {
        templates.put("pod1/own.j2", "name {{ hostname }}");
        podVars.with("S1", variables("template", "pod1/own.j2"));

        collect();

        assertThat(switches.config(S1)).contains("name leaf1");
    }

    @Test
    void theStandardTemplateMayBeJinja() {
        templates.put("conf_nxv.j2", "jinja {{ hostname }}");
        podVars.with("S1", variables());

        assertThat(config()).as("both are there").isEqualTo("hostname leaf1\n");
        templates.remove("conf_nxv.ftl");
        assertThat(config()).isEqualTo("jinja leaf1");
        templates.clear();
        assertThatFault(FaultKind.INVALID_FILE)
                .isThrownBy(this::config)
                .withMessageStartingWith("poap/podvars.yml:1: switch S1 needs template conf_nxv.ftl, which is not in");
    }

    @Test
    void aBrokenTemplateNamesTheSwitchAndTheLine() {
        templates.put("conf_nxv.ftl", "a\n${missing}\n");
        podVars.with("S1", variables());

        fails("poap/templates/conf_nxv.ftl:2: switch S1: the variable 'missing' is undefined");
    }

    // Values from pools

    @Test
    void whatAVariableAsksOfAPoolIsInTheConfiguration() {
        templates.put("conf_nxv.ftl", "${lo0_ip} ${list[0].ip}");
        Map<String, Object> variables = variables("lo0_ip", "allocate('loopbacks')");
        variables.put("list", List.of(Map.of("ip", "allocate('loopbacks')")));
        podVars.with("S1", variables);

        collect();

        assertThat(switches.config(S1)).contains("192.168.0.1/32 192.168.0.1/32");
        assertThat(values.asked()).containsExactly("allocate('loopbacks')");
        assertThat(events.heard()).startsWith(new Happening.ValueTaken("pool loopbacks", "S1", "192.168.0.1/32"));
    }

    @Test
    void aValueThatCanNotBeHadLeavesNothing() {
        podVars.with("S1", variables("lo0_ip", "allocate('nothing')"));

        assertThatFault(FaultKind.NO_VALUE).isThrownBy(this::collect).withMessage("nobody answers allocate('nothing')");
        nothingIsKept();
    }

    // The configuration as it is now

    @Test
    void theConfigurationIsTheOneOfNow() {
        podVars.with("S1", variables());

        assertThat(config()).isEqualTo("hostname leaf1\n");
        templates.put("conf_nxv.ftl", "edited \u00fc");
        assertThat(config()).isEqualTo("edited \u00fc");

        assertThat(switches.config(S1))
                .as("what TFTP gives is made when the switch registers")
                .isEmpty();
        assertThat(contact.node()).contains("S1");
        assertThat(events.heard())
                .containsExactly(
                        new Happening.ConfigRendered("poap/templates/conf_nxv.ftl", 15),
                        new Happening.ConfigServed(15),
                        new Happening.ConfigRendered("poap/templates/conf_nxv.ftl", 9),
                        new Happening.ConfigServed(9));
    }

    @Test
    void aSwitchThatIsKnownByItsMacAddressHasToTellItFirst() {
        podVars.with("aaaa.bbbb.0001", variables());

        assertThatFault(FaultKind.UNKNOWN_SWITCH)
                .isThrownBy(() -> provisioning.config(contact, S1))
                .withMessage("no entry of poap/podvars.yml is for the switch with serial number S1");
        collect();
        assertThat(config()).isEqualTo("hostname leaf1\n");
    }

    @Test
    void aSwitchThatHasNotRegisteredHasNoMacAddress() {
        podVars.with("S1", variables());

        assertThatFault(FaultKind.UNKNOWN_SWITCH)
                .isThrownBy(() -> provisioning.mac(S1))
                .withMessage("switch S1 has not registered yet");
    }

    private String config() {
        return new String(provisioning.config(contact, S1), UTF_8);
    }
}
