package org.ztpserver.core.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NodeTest {

    private static final Neighbor SPINE1 = new Neighbor("spine1", "Ethernet1");
    private static final Neighbor SPINE2 = new Neighbor("spine2", "Ethernet1");

    @Test
    void theSystemMacIsKeptWithoutSeparators() {
        assertThat(node("00:1C:73:aa:bb:cc", null).systemmac()).isEqualTo("001C73aabbcc");
        assertThat(node("001c.73aa.bbcc", null).systemmac()).isEqualTo("001c73aabbcc");
        assertThat(node("00-1c-73-aa-bb-cc", null).systemmac()).isEqualTo("001c73aabbcc");
    }

    @Test
    void adjacenciesFollowTheOrderOfTheSwitchAndRepeatAnInterfaceWithTwoNeighbors() {
        Map<String, List<Neighbor>> neighbors = new LinkedHashMap<>();
        neighbors.put("Ethernet9", List.of(SPINE2, SPINE1));
        neighbors.put("Ethernet2", List.of());
        neighbors.put("Ethernet1", List.of(SPINE1));

        assertThat(new Node(null, null, null, null, neighbors).adjacencies())
                .containsExactly(
                        new Adjacency("Ethernet9", SPINE2),
                        new Adjacency("Ethernet9", SPINE1),
                        new Adjacency("Ethernet1", SPINE1));
    }

    @Test
    void aNodeDoesNotChangeWithTheListsItWasMadeOf() {
        List<Neighbor> seen = new ArrayList<>(List.of(SPINE1));
        Map<String, List<Neighbor>> neighbors = new LinkedHashMap<>(Map.of("Ethernet1", seen));
        Node node = new Node(null, null, null, null, neighbors);

        seen.add(SPINE2);
        neighbors.clear();

        assertThat(node.adjacencies()).containsExactly(new Adjacency("Ethernet1", SPINE1));
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> node.neighbors().clear());
    }

    @Test
    void noNameIsLongerThan1024Characters() {
        String longest = "x".repeat(1024);
        String tooLong = longest + "x";

        assertThat(new Node(longest, longest, longest, longest, Map.of(longest, List.of())).model())
                .isEqualTo(longest);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Node(tooLong, null, null, null, Map.of()))
                .withMessageStartingWith("model has 1025 characters");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Node(null, null, null, null, Map.of(tooLong, List.of())))
                .withMessageStartingWith("a local interface has 1025");
        assertThatIllegalArgumentException().isThrownBy(() -> new Neighbor(tooLong, "Ethernet1"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Neighbor("spine1", tooLong));
    }

    @Test
    void theConfiguredSchemeDecidesWhichValueIdentifiesTheNode() {
        Node node = node("00:1C:73:AA:BB:CC", "SSJ17290598");

        assertThat(IdentifierScheme.SERIALNUMBER.identify(node)).hasToString("SSJ17290598");
        assertThat(IdentifierScheme.SYSTEMMAC.identify(node)).hasToString("001c73aabbcc");
        assertThat(IdentifierScheme.parse("serialnumber")).isEqualTo(IdentifierScheme.SERIALNUMBER);
        assertThat(IdentifierScheme.parse("systemmac").key()).isEqualTo("systemmac");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IdentifierScheme.parse("mac"))
                .withMessage("must be serialnumber or systemmac, not 'mac'");
    }

    @Test
    void aNodeWithoutTheConfiguredIdentifierIsRefusedInWords() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IdentifierScheme.SERIALNUMBER.identify(node("001c73aabbcc", null)))
                .withMessage("the node reports no serial number (serialnumber), but identifier = serialnumber");
        assertThatIllegalArgumentException().isThrownBy(() -> IdentifierScheme.SYSTEMMAC.identify(node("::", "S1")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> IdentifierScheme.SERIALNUMBER.identify(node(null, "../x")));
    }

    @Test
    void identifiersCompareInTheirNormalForm() {
        assertThat(IdentifierScheme.SYSTEMMAC.normalize("00:1C.73-AA:BB:CC")).isEqualTo("001c73aabbcc");
        assertThat(IdentifierScheme.SERIALNUMBER.normalize("00:1C.73-AA")).isEqualTo("00:1C.73-AA");
    }

    private static Node node(@Nullable String systemmac, @Nullable String serialnumber) {
        return new Node("vEOS", systemmac, serialnumber, "4.20.5F", Map.of());
    }
}
