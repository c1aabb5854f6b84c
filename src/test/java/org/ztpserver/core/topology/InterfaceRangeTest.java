package org.ztpserver.core.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InterfaceRangeTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Ethernet1 | Ethernet1",
                "e1 | Ethernet1",
                "et1 | Ethernet1",
                "Eth1 | Ethernet1",
                "ETHERNET1 | Ethernet1",
                "m1 | Management1",
                "Ma1 | Management1",
                "MANAGEMENT1 | Management1",
                "Ethernet07 | Ethernet7",
                "Ethernet003/04/1 | Ethernet3/4/1",
                "Ethernet3/1 | Ethernet3/1",
                "Ethernet3/1/2 | Ethernet3/1/2",
                "Ethernet1-3 | Ethernet1 Ethernet2 Ethernet3",
                "Ethernet9-11 | Ethernet9 Ethernet10 Ethernet11",
                "Ethernet08-10 | Ethernet8 Ethernet9 Ethernet10",
                "Ethernet3/1-3/3 | Ethernet3/1 Ethernet3/2 Ethernet3/3",
                "Ethernet03/1-3/2 | Ethernet3/1 Ethernet3/2",
                "Ethernet1/2/3-1/2/4 | Ethernet1/2/3 Ethernet1/2/4",
                "Ethernet7-Ethernet8 | Ethernet7 Ethernet8",
                "et7-ETHERNET8 | Ethernet7 Ethernet8",
                "ma1-Management2 | Management1 Management2",
                "Ethernet1,3 | Ethernet1 Ethernet3",
                "Ethernet1,3-4 | Ethernet1 Ethernet3 Ethernet4",
                "Ethernet1, 3 - 4 | Ethernet1 Ethernet3 Ethernet4",
                "Ethernet1-2,4,6/1-6/2 | Ethernet1 Ethernet2 Ethernet4 Ethernet6/1 Ethernet6/2",
                "Ethernet1,ma1,2 | Ethernet1 Management1 Management2",
                "ma1-2,Ethernet2,4-5 | Management1 Management2 Ethernet2 Ethernet4 Ethernet5",
                "Ethernet1-3,2-4 | Ethernet1 Ethernet2 Ethernet3 Ethernet4",
                "Ethernet2,2,e2 | Ethernet2",
                "Ethernet999999999 | Ethernet999999999",
            })
    void everyFormExpandsToTheseInterfaces(String text, String interfaces) {
        assertThat(InterfaceRange.expand(text)).containsExactly(interfaces.split(" ", -1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | is not an interface",
                "Ethernet | is not an interface",
                "Ethernet1, | is not an interface",
                ",Ethernet1 | is not an interface",
                "Ethernet 1 | is not an interface",
                "Port-Channel1 | is not an interface",
                "Loopback0 | is not an interface",
                "Ether1 | is not an interface",
                "Ethernet1/2/3/4 | is not an interface",
                "Ethernet1/ | is not an interface",
                "Ethernet1//2 | is not an interface",
                "Ethernet1- | is not an interface",
                "Ethernet-1 | is not an interface",
                "Ethernet2-a | is not an interface",
                "Ethernet1,any | is not an interface",
                "ANY | is not an interface",
                "Ethernet1234567890 | is not an interface",
                "Ethernet\u0661 | is not an interface",
                "Ethernet0 | has the number 0",
                "Ethernet0-2 | has the number 0",
                "Ethernet1/0 | has the number 0",
                "Ethernet00/1 | has the number 0",
                "1 | is a number without a kind",
                "1-3 | is a number without a kind",
                "2,Ethernet1 | is a number without a kind",
                "Ethernet4-4 | does not ascend",
                "Ethernet5-2 | does not ascend",
                "Ethernet1/2/1-1/3/2 | is a range across modules",
                "Ethernet1-2/3 | is a range across modules",
                "Ethernet1-ma3 | begins with one kind",
                "Ethernet1,2-Ethernet3 | begins with one kind",
                "Ethernet1-2-3 | is not a range with two ends",
            })
    void anythingElseIsRefusedWithAReason(String text, String reason) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> InterfaceRange.expand(text))
                .withMessageContaining(reason);
    }

    @Test
    void aRangeHasAtMost4096Interfaces() {
        assertThat(InterfaceRange.expand("Ethernet1-4096")).hasSize(4096);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> InterfaceRange.expand("Ethernet1-999999999"))
                .withMessage("interface 'Ethernet1-999999999' is more than 4096 interfaces");
    }

    @Test
    void theFaultyPartOfALongListIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> InterfaceRange.expand("Ethernet1-4, 9-7"))
                .withMessage("interface '9-7' is a range that does not ascend (in 'Ethernet1-4, 9-7')");
    }

    /** Parts in any order and spelling, against the plainest possible expansion. */
    @Property
    void aListIsItsPartsWrittenOut(@ForAll("parts") List<Part> parts) {
        List<String> texts = new ArrayList<>();
        Set<String> expected = new LinkedHashSet<>();
        for (Part part : parts) {
            texts.add(part.text());
            for (int last = part.first(); last <= part.last(); last++) {
                expected.add((part.management() ? "Management" : "Ethernet") + part.parent() + last);
            }
        }
        assertThat(InterfaceRange.expand(String.join(",", texts))).containsExactlyElementsOf(expected);
    }

    record Part(boolean management, String parent, int first, int last) {

        String text() {
            String prefix = management ? "ma" : "et";
            return first == last ? prefix + parent + first : prefix + parent + first + "-" + parent + last;
        }
    }

    @Provide
    Arbitrary<List<Part>> parts() {
        Arbitrary<Integer> number = Arbitraries.integers().between(1, 30);
        Arbitrary<String> parent = Arbitraries.of(Arrays.asList("", "1/", "12/", "3/4/"));
        return Combinators.combine(Arbitraries.of(true, false), parent, number, number)
                .as((management, above, a, b) -> new Part(management, above, Math.min(a, b), Math.max(a, b)))
                .list()
                .ofMinSize(1)
                .ofMaxSize(6);
    }
}
