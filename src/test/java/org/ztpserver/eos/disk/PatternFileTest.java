package org.ztpserver.eos.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ztpserver.core.fault.FaultKind;
import org.ztpserver.core.fault.Faults;
import org.ztpserver.core.node.IdentifierScheme;
import org.ztpserver.core.node.Neighbor;
import org.ztpserver.core.node.Node;
import org.ztpserver.core.topology.NodePattern;
import org.ztpserver.core.topology.Requirements;

class PatternFileTest {

    private static final Node SEES_SPINE1 =
            new Node("vEOS", null, "S1", null, Map.of("Ethernet1", List.of(new Neighbor("spine1", "Ethernet7"))));
    private static final Node SEES_NOBODY = new Node(null, null, "S1", null, Map.of());

    @Test
    void aPatternIsWrittenWithoutItsDefinitionAndWithTheVariablesThatItUses() {
        NodePattern pattern = pattern("""
                variables: {spines: regex('spine\\d'), unused: x, port: Ethernet7}
                patterns:
                  - name: leaf
                    definition: leaf_def
                    model: v.OS
                    config_handler: notify
                    variables: {port: Ethernet1, extra: yy}
                    interfaces:
                      - {Ethernet1-2: any, none: bad:any}
                      - Ethernet3: {device: $spines, port: $port}
                      - Ethernet4: {device: x}
                """);

        assertThat(written(pattern)).isEqualTo("""
                        name: leaf
                        model: v.OS
                        config-handler: notify
                        variables:
                          port: Ethernet1
                          extra: yy
                          spines: regex('spine\\d')
                        interfaces:
                        - Ethernet1-2: any
                        - none: bad:any
                        - Ethernet3:
                            device: $spines
                            port: $port
                        - Ethernet4:
                            device: x
                        """);
    }

    @Test
    void aPatternWithoutInterfacesConstrainsNothing() {
        NodePattern pattern = pattern("patterns: [{name: 0012, definition: x, node: 1234567890}]");

        assertThat(written(pattern)).isEqualTo("name: '0012'\nnode: '1234567890'\ninterfaces: []\n");
        assertThat(read(written(pattern)).mismatch(SEES_NOBODY)).isEmpty();
    }

    /** What Arista's own server leaves: null for what a pattern does not have, and an open entry for no interfaces. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "config-handler: null\ninterfaces:\n- any:\n    any: any\nmodel: null\nname: P\nnode: '001122334455'\n",
                "name: P\nnode: S1\nmodel: null\nvariables: null\ninterfaces:\n- any: {any: any}\n",
                "name: P\nmodel: null\nnode: null\ninterfaces: [{any: {any: any}}]\n",
                "interfaces: []",
                "name: P\ndefinition: x\ninterfaces: []",
                "node: S1",
                "name: P\nmodel: null\nconfig_handler: config_handler\ninterfaces: []\n",
                "config-handler: null\ninterfaces: [{any: {any: any}}]\nmodel: null\nname: P\nvariables: null\n",
                "name: 7\nconfig_handler: null\ninterfaces: []\n"
            })
    void foldersOfTheDeployedServerAreRead(String file) {
        assertThat(read(file).mismatch(SEES_NOBODY)).isEmpty();
        assertThat(read(file).mismatch(SEES_SPINE1)).isEmpty();
    }

    @Test
    void aFolderOfTheDeployedServerMayWantNoNeighbors() {
        Requirements nobody =
                read("definition: d\nname: P\nmodel: null\nnode: null\nvariables: {}\ninterfaces:\n- none: none\n");

        assertThat(nobody.mismatch(SEES_NOBODY)).isEmpty();
        assertThat(nobody.mismatch(SEES_SPINE1)).isPresent();
    }

    @Test
    void thePatternOfAFolderIsAsStrictAboutNeighborsAsNeighbordb() {
        assertThat(read("interfaces: [{any: any}]").mismatch(SEES_SPINE1)).isEmpty();
        assertThat(read("interfaces: [{any: any}]").mismatch(SEES_NOBODY)).isPresent();
        assertThat(read("model: x\ninterfaces: []").mismatch(SEES_SPINE1)).isPresent();
        assertThat(read("variables: {v: spine1}\ninterfaces: [{et1: $v}]").mismatch(SEES_SPINE1))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "name: P",
                "hello",
                "- a",
                "interfaces: null",
                "interfaces: hello",
                "interfaces: [{any: $gone}]",
                "interfaces: [{any: {any: any, x: y}}]",
                "interfaces: []\nunknown: x",
                "model: '('",
                "node: []",
                "interfaces: []\nname: []",
                "node: S1\nmodel: x"
            })
    void aFileThatAsksForNothingOrForNonsenseIsInvalid(String file) {
        Faults.assertThatFault(FaultKind.INVALID_FILE)
                .isThrownBy(() -> read(file))
                .satisfies(e -> assertThat(e.findings()).first().asString().startsWith("nodes/S1/pattern:"));
    }

    private static NodePattern pattern(String neighbordb) {
        return new NeighbordbReader(IdentifierScheme.SERIALNUMBER)
                .read("neighbordb", neighbordb.getBytes(StandardCharsets.UTF_8))
                .patterns()
                .get(0);
    }

    private static String written(NodePattern pattern) {
        return new String(PatternFile.write(pattern), StandardCharsets.UTF_8);
    }

    private static Requirements read(String file) {
        return PatternFile.read("nodes/S1/pattern", file.getBytes(StandardCharsets.UTF_8));
    }
}
