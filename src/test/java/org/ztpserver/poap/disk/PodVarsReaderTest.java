package org.ztpserver.poap.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ztpserver.core.fault.FaultKind;
import org.ztpserver.core.fault.Faults;
import org.ztpserver.core.fault.ProvisioningException;
import org.ztpserver.core.node.MacAddress;
import org.ztpserver.core.node.SerialNumber;
import org.ztpserver.core.site.Finding;
import org.ztpserver.poap.PodVars;

class PodVarsReaderTest {

    private static PodVars read(String... lines) {
        return PodVarsReader.read("podvars.yml", String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }

    private static PodVars.Entry find(PodVars podVars, String serial, @Nullable String mac) {
        return podVars.find(SerialNumber.parse(serial), Optional.ofNullable(mac).map(MacAddress::parse));
    }

    private static Object hostname(PodVars podVars, String serial, @Nullable String mac) {
        return String.valueOf(find(podVars, serial, mac).variables().get("hostname"));
    }

    private static List<String> findings(PodVars podVars) {
        return podVars.findings().stream().map(Finding::toString).toList();
    }

    @Test
    void thePodCanBeBelowTheSwitchesAndIsReadOnce() {
        PodVars podVars = read(
                "switches: [{id: S1}, {id: S2, template: x.ftl}]", "pod: {defaults: {template: leaf.j2}, extra: 1}");

        assertThat(find(podVars, "S1", null).variables()).containsEntry("template", "leaf.j2");
        assertThat(podVars.entries()).extracting(PodVars.Entry::line).containsExactly(1, 1);
        assertThat(findings(podVars))
                .containsExactly(
                        "podvars.yml:2: pod: unknown key 'extra': use one of tftp_server, http_server, protocol, "
                                + "defaults");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aaaa.bbbb.0c1d",
                "AAAA.BBBB.0C1D",
                "aa:aa:bb:bb:0c:1d",
                "AA-AA-BB-BB-0C-1D",
                "aaaabbbb0c1d",
                "aA.aA.bB.bB.0c.1D",
            })
    void aMacAddressIsAnIdInAnyNotationAndCase(String written) {
        PodVars podVars = read("switches:", "  - {id: '" + written + "', hostname: spine1}");

        for (String asked : List.of("aaaa.bbbb.0c1d", "AA:AA:BB:BB:0C:1D", "aa-aa-bb-bb-0c-1d")) {
            assertThat(hostname(podVars, "9KY5Y4WBGTL", asked)).isEqualTo("spine1");
        }
        assertThat(findings(podVars)).isEmpty();
    }

    @Property
    void everySerialNumberIsFoundWhateverYamlTakesItFor(
            @ForAll @StringLength(min = 1, max = 20) @Chars({'0', '1', '9', 'e', 'E', 'x', 'n', 'o', 'A', 'Z', '_'})
                    String serial) {
        PodVars podVars = read("switches:", "  - id: " + serial, "    hostname: found");

        assertThat(hostname(podVars, serial, null)).isEqualTo("found");
        assertThat(hostname(podVars, serial, "aaaa.bbbb.cccc")).isEqualTo("found");
    }

    @Property
    void noTextMakesTheReaderFailInAnotherWayThanWithFindings(@ForAll byte[] bytes) {
        try {
            PodVarsReader.read("podvars.yml", bytes).findings();
        } catch (ProvisioningException e) {
            assertThat(e.findings()).isNotEmpty();
        }
    }

    @Test
    void bothGenerationsOfTheFileWork() {
        PodVars podVars = read(
                "pod: {tftp_server: 10.10.20.20, http_server: '10.10.20.20:5000', protocol: tftp}",
                "switches:",
                "  - {id: S1, hostname: new, system_image: a.bin, vlan: 10}",
                "  - s_no: S2",
                "    details: {hostname: old, mac: aaaa.bbbb.cccc, system_image: b.bin, vlan: 20}");

        assertThat(podVars.pod())
                .isEqualTo(new PodVars.Pod(Optional.of("10.10.20.20"), Optional.of("10.10.20.20:5000")));
        assertThat(find(podVars, "S1", null).variables())
                .containsEntry("hostname", "new")
                .containsEntry("vlan", BigInteger.TEN)
                .containsEntry("kickstart_image", "")
                .containsEntry("protocol", "tftp");
        assertThat(find(podVars, "S2", null).variables())
                .containsEntry("hostname", "old")
                .containsEntry("system_image", "b.bin")
                .containsEntry("mac", "aaaa.bbbb.cccc")
                .containsEntry("s_no", "S2");
        assertThat(findings(podVars)).isEmpty();
    }

    @Test
    void namesStayTheTextThatTheyAre() {
        PodVars podVars = read(
                "switches:",
                "  - {id: 0012345, hostname: no, system_image: 4.20, kickstart_image: 010, flag: no, none: }");

        Map<String, @Nullable Object> variables = find(podVars, "0012345", null).variables();
        assertThat(variables)
                .containsEntry("hostname", "no")
                .containsEntry("system_image", "4.20")
                .containsEntry("kickstart_image", "010")
                .containsEntry("flag", false)
                .containsEntry("none", null);
    }

    @Test
    void defaultsOfThePodHoldForWhoeverSaysNothingElse() {
        PodVars podVars = read(
                "pod:",
                "  protocol: tftp",
                "  defaults: {template: leaf.j2, system_image: a.bin, kickstart_image: k.bin, protocol: http}",
                "switches:",
                "  - {id: S1}",
                "  - {id: S2, template: spine.ftl, system_image: '', protocol: tftp}");

        assertThat(find(podVars, "S1", null).variables())
                .containsEntry("template", "leaf.j2")
                .containsEntry("system_image", "a.bin")
                .containsEntry("kickstart_image", "k.bin")
                .containsEntry("protocol", "http");
        assertThat(find(podVars, "S2", null).variables())
                .containsEntry("template", "spine.ftl")
                .containsEntry("system_image", "")
                .containsEntry("protocol", "tftp");
    }

    @Test
    void exactIdsComeFirstAndThenThePatternsInTheirOrder() {
        PodVars podVars = read(
                "switches:",
                "  - {id: {regex: '9.*'}, hostname: nine}",
                "  - {id: {regex: '9K'}, hostname: never}",
                "  - {id: {regex: '(?P<site>FDO|SAL)[0-9]+'}, hostname: fdo}",
                "  - {id: 9KY5Y4WBGTL, hostname: exact}",
                "  - {id: aaaa.bbbb.cccc, hostname: mac}");

        assertThat(hostname(podVars, "9KY5Y4WBGTL", null)).isEqualTo("exact");
        assertThat(hostname(podVars, "9OTHER", "aaaa.bbbb.cccc")).isEqualTo("mac");
        assertThat(hostname(podVars, "9KOTHER", null)).isEqualTo("nine");
        assertThat(hostname(podVars, "SAL1234", null)).isEqualTo("fdo");
        Faults.assertThatFault(FaultKind.UNKNOWN_SWITCH).isThrownBy(() -> find(podVars, "X9", null));
    }

    @Test
    void twoEntriesForOneSwitchConcernThatSwitchOnly() {
        PodVars podVars = read(
                "switches:",
                "  - {id: S1, hostname: a}",
                "  - {id: s1, hostname: b}",
                "  - {id: aaaa.bbbb.cccc, hostname: c}",
                "  - {id: 'AA:AA:BB:BB:CC:CC', hostname: d}",
                "  - {id: S2, hostname: e}",
                "  - {id: 1111.2222.3333, hostname: f}");

        Faults.assertThatFault(FaultKind.INVALID_FILE)
                .isThrownBy(() -> find(podVars, "S1", null))
                .withMessage("podvars.yml:2: the entries in lines 2 and 3 are both for switch S1: remove all but one");
        Faults.assertThatFault(FaultKind.INVALID_FILE)
                .isThrownBy(() -> find(podVars, "S3", "aaaa.bbbb.cccc"))
                .withMessageContaining("lines 4 and 5");
        Faults.assertThatFault(FaultKind.INVALID_FILE)
                .isThrownBy(() -> find(podVars, "S2", "1111.2222.3333"))
                .withMessageContaining("lines 6 and 7");
        assertThat(hostname(podVars, "S2", null)).isEqualTo("e");
        assertThat(findings(podVars))
                .containsExactly(
                        "podvars.yml:3: duplicate id 's1', first in line 2: remove one",
                        "podvars.yml:5: duplicate id 'AA:AA:BB:BB:CC:CC', first in line 4: remove one");
    }

    @Test
    void anUnknownKeyAtTheTopIsNamedToWhoeverIsNotFoundAndHoldsUpNobodyElse() {
        PodVars podVars = read("swiches:", "  - {id: S1}", "switches:", "  - {id: S2, hostname: b}");

        assertThat(hostname(podVars, "S2", null)).isEqualTo("b");
        Faults.assertThatFault(FaultKind.UNKNOWN_SWITCH)
                .isThrownBy(() -> find(podVars, "S1", null))
                .withMessage("no entry of podvars.yml is for the switch with serial number S1; the file has an error:"
                        + " podvars.yml:1: unknown key 'swiches': use one of pod, switches");
        assertThat(findings(podVars)).containsExactly("podvars.yml:1: unknown key 'swiches': use one of pod, switches");
    }

    @Test
    void aBadEntryConcernsTheSwitchThatHitsIt() {
        PodVars podVars = read(
                "switches:",
                "  - {id: S1, protocol: ftp}",
                "  - {id: S2, template: ../x.ftl}",
                "  - {id: S3, template: conf.txt}",
                "  - {id: S4, system_image: [a, b]}",
                "  - {id: S5, s_no: S5}",
                "  - {id: S6, details: x}",
                "  - {id: S7, hostname: good, protocol: allocate('p'), template: allocate('t')}");

        assertThat(List.of("S1", "S2", "S3", "S4", "S5", "S6"))
                .allSatisfy(serial -> Faults.assertThatFault(FaultKind.INVALID_FILE)
                        .isThrownBy(() -> find(podVars, serial, null))
                        .withMessageStartingWith("podvars.yml:" + (serial.charAt(1) - '0' + 1) + ": "));
        assertThat(hostname(podVars, "S7", null)).isEqualTo("good");
        assertThat(podVars.findings()).hasSize(6).extracting(Finding::line).containsExactly(2, 3, 4, 5, 6, 7);
    }

    @Test
    void aBrokenPatternConcernsWhoeverGetsAsFarAsIt() {
        PodVars podVars = read(
                "switches:",
                "  - {id: {regex: 'A.*'}, hostname: a}",
                "  - {id: {regex: '(9'}, hostname: broken}",
                "  - {id: {regex: '.*'}, hostname: all}",
                "  - {id: S1, hostname: exact}");

        assertThat(hostname(podVars, "A1", null)).isEqualTo("a");
        assertThat(hostname(podVars, "S1", null)).isEqualTo("exact");
        Faults.assertThatFault(FaultKind.INVALID_FILE)
                .isThrownBy(() -> find(podVars, "B1", null))
                .withMessageStartingWith("podvars.yml:3: id: '(9' is not a regular expression");
    }

    @Test
    void aPatternThatBacktracksWithoutAnEndIsAnErrorOfTheSwitch() {
        PodVars podVars = read("switches:", "  - {id: {regex: '(.*A){20}Z'}}");

        Faults.assertThatFault(FaultKind.INVALID_FILE)
                .isThrownBy(() -> find(podVars, "A".repeat(60), null))
                .withMessageContaining("takes too many steps");
    }

    @Test
    void whatIsForNobodyIsFoundByTheCheckOnly() {
        PodVars podVars = read(
                "pod: {tftp: x}",
                "switches:",
                "  - nonsense",
                "  - {hostname: nobody}",
                "  - {id: , hostname: nobody}",
                "  - {id: 'a b'}",
                "  - {id: [S1]}",
                "  - {id: S1, hostname: good}");

        assertThat(hostname(podVars, "S1", null)).isEqualTo("good");
        assertThat(podVars.findings()).extracting(Finding::line).containsExactly(1, 3, 4, 5, 6, 7);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pod: [a]",
                "pod: {tftp_server: [a]}",
                "pod: {protocol: ftp}",
                "pod: {defaults: {template: ../x}}",
                "pod: {defaults: x}",
            })
    void whatIsWrongInThePodConcernsEverySwitch(String pod) {
        PodVars podVars = read(pod, "switches: [{id: S1}]");

        Faults.assertThatFault(FaultKind.INVALID_FILE).isThrownBy(() -> find(podVars, "S1", null));
        assertThat(podVars.findings()).isNotEmpty();
    }

    @Test
    void aFileWithoutSwitchesKnowsNone() {
        for (String content : Arrays.asList("", "# nothing\n", "pod:\nswitches:\n", "switches: []")) {
            Faults.assertThatFault(FaultKind.UNKNOWN_SWITCH).isThrownBy(() -> find(read(content), "S1", null));
        }
        Faults.assertThatFault(FaultKind.INVALID_FILE).isThrownBy(() -> read("- a"));
        Faults.assertThatFault(FaultKind.INVALID_FILE).isThrownBy(() -> read("pod: {", "switches:"));
    }
}
