package org.ztpserver.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.ztpserver.core.definition.ResourceCall;
import org.ztpserver.core.fault.FaultKind;
import org.ztpserver.core.fault.Faults;
import org.ztpserver.core.node.Neighbor;
import org.ztpserver.core.node.Node;
import org.ztpserver.core.node.NodeId;
import org.ztpserver.site.DataRoot;

@Timeout(60)
class PluginsTest {

    private static final Node NODE = new Node(
            "DCS-7050S-64",
            "00:1c:73:aa:bb:cc",
            "JPE1",
            "4.32.1F",
            Map.of("Ethernet1", List.of(new Neighbor("spine1", "Ethernet7"), new Neighbor("spine2", "Ethernet8"))));

    @TempDir
    private Path folder;

    @BeforeEach
    void makeFolder() throws IOException {
        Files.createDirectory(folder.resolve("plugins"));
    }

    @Test
    void anExecutableGetsTheNodeAndItsOutputIsTheValue() throws IOException {
        executable("who", "#!/bin/sh\necho \"$# $1 $2\"\ncat\n");

        assertThat(value("who", "pool#1")).isEqualTo("2 JPE1 pool#1\n" + """
                {"model":"DCS-7050S-64","systemmac":"001c73aabbcc","serialnumber":"JPE1","version":"4.32.1F",\
                "neighbors":{"Ethernet1":[{"device":"spine1","port":"Ethernet7"},{"device":"spine2","port":"Ethernet8"}]}}\
                """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "a\\n>a",
                "a>a",
                "a\\r\\n>a",
                "a\\n\\n>a|",
                " a \\n> a ",
                "\\n>''",
                "''>''",
                "[eth1>[eth1",
                "{\"a\": 1} x>{\"a\": 1} x",
                "42\\n>42",
                "null>null",
                "é\\360\\237\\232\\200>é\uD83D\uDE80"
            })
    void onlyTheLastNewlineIsRemovedAndTextStaysText(String printed, String value) throws IOException {
        executable("p", "#!/bin/sh\nprintf '" + printed + "'\n");

        assertThat(value("p", "x")).isEqualTo(value.replace('|', '\n'));
    }

    @Test
    void anObjectOrAListIsReadAsJson() throws IOException {
        executable("map", "#!/bin/sh\necho '{\"asn\": 65001, \"b\": [null, true]}'\n");
        executable("list", "#!/bin/sh\necho '[1, \"two\"]'\n");

        assertThat(value("map", "x")).isEqualTo(Map.of("asn", 65001, "b", Arrays.asList(null, true)));
        assertThat(value("list", "x")).isEqualTo(List.of(1, "two"));
    }

    @Test
    void aPluginThatFailsIsReportedWithTheStatus() throws IOException {
        executable("bad", "#!/bin/sh\necho value\necho why >&2\nexit 7\n");

        assertThatThrownBy(() -> value("bad", "x"))
                .is(Faults.fault(FaultKind.NO_VALUE))
                .hasMessageContaining("plugin bad('x') ended with status 7");
    }

    @Test
    void aPluginThatHangsOrFloodsIsReported() throws IOException {
        executable("hang", "#!/bin/sh\nsleep 60\n");
        executable("flood", "#!/bin/sh\nyes\n");

        assertThatThrownBy(() -> value("hang", "x")).hasMessageContaining("plugin hang('x') did not end within 2 s");
        assertThatThrownBy(() -> value("flood", "x")).hasMessageContaining("plugin flood('x') printed more than");
    }

    @Test
    void aPluginThatIsMissingOrCanNotBeRunIsReported() throws IOException {
        write("text", "just text\n");
        executable("nointerpreter", "#!/none/such\n");

        assertThatThrownBy(() -> value("none", "x"))
                .is(Faults.fault(FaultKind.NO_VALUE))
                .hasMessageContaining("plugins/none is missing");
        assertThatThrownBy(() -> value("a".repeat(256), "x"))
                .is(Faults.fault(FaultKind.NO_VALUE))
                .hasMessageContaining("plugins/aaa")
                .hasMessageContaining("more than 255 bytes");
        assertThatThrownBy(() -> value("text", "x"))
                .is(Faults.fault(FaultKind.NO_VALUE))
                .hasMessageContaining("plugins/text is neither executable (chmod +x) nor a Python file");
        assertThatThrownBy(() -> value("nointerpreter", "x"))
                .is(Faults.fault(FaultKind.NO_VALUE))
                .hasMessageContaining("can't be started");
    }

    @Test
    void bytesThatAreNotUtf8AreNotAValue() throws IOException {
        executable("latin1", "#!/bin/sh\nprintf '\\344'\n");

        assertThatThrownBy(() -> value("latin1", "x")).hasMessageContaining("not UTF-8");
    }

    @Test
    void aPythonPluginOfAristasServerRunsUnchanged() throws IOException {
        write("rack", """
                # no shebang, not executable
                import logging
                import os

                from ztpserver.config import runtime
                from ztpserver.constants import CONTENT_TYPE_YAML
                from ztpserver.serializers import load

                log = logging.getLogger("ztpserver")


                def main(node_id, pool, node):
                    log.error("%s: looking at %s", node_id, pool)
                    print("this is no value")
                    os.system("echo nor is this")
                    uplinks = {}
                    for interface, neighbors in node.neighbors.items():
                        uplinks[interface] = [(n.device, n.interface) for n in neighbors]
                    racks = load(os.path.join(runtime.default.data_root, "racks"), CONTENT_TYPE_YAML, node_id, lock=True)
                    return {
                        "rack": racks[pool],
                        "by": runtime.default.identifier,
                        "model": node.model,
                        "mac": node.systemmac,
                        "serial": node.serialnumber,
                        "version": node.version,
                        "uplinks": uplinks,
                        "first": node.neighbors("Ethernet1")[0].device,
                    }
                """);
        Files.writeString(folder.resolve("racks"), "r7: [a, b]\n");

        assertThat(value("rack", "r7"))
                .isEqualTo(Map.of(
                        "rack", List.of("a", "b"),
                        "by", "serialnumber",
                        "model", "DCS-7050S-64",
                        "mac", "001c73aabbcc",
                        "serial", "JPE1",
                        "version", "4.32.1F",
                        "uplinks",
                                Map.of(
                                        "Ethernet1",
                                        List.of(List.of("spine1", "Ethernet7"), List.of("spine2", "Ethernet8"))),
                        "first", "spine1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "def main(node_id, pool, _):",
                "def main( node_id,pool , node ) :",
                "def main(node_id: str, pool: str, node) -> str:",
                "def main(\n    node_id,\n    pool,\n    node,\n):",
                "def main(node_id, pool, node=None):",
                "def main(node_id, pool, nodes: dict[str, str]):",
                "def main(*args):\n    node_id, pool, _ = args\n    return main2(node_id, pool)\ndef main2(node_id, pool):",
            })
    void theFunctionMayBeWrittenInAnyForm(String head) throws IOException {
        write("p", head + "\n    return node_id + '=' + pool\n");

        assertThat(value("p", "x")).isEqualTo("JPE1=x");
    }

    @Test
    void anExecutablePythonFileIsRunUnlessItOnlyDefinesTheFunction() throws IOException {
        executable("module", "#!/usr/bin/env python3\ndef main(node_id, pool, node):\n    return [node_id]\n");
        executable(
                "script",
                "#!/usr/bin/env python3\nimport sys\ndef main(arguments):\n    print('-'.join(arguments))\nmain(sys.argv[1:])\n");
        executable("guarded", """
                #!/usr/bin/env python3
                import sys
                def main(a, b, c):
                    print(a, b, c)
                if __name__ == '__main__':
                    main(sys.argv[1], sys.argv[2], 3)
                """);

        assertThat(value("module", "x")).isEqualTo(List.of("JPE1"));
        assertThat(value("script", "x")).isEqualTo("JPE1-x");
        assertThat(value("guarded", "x")).isEqualTo("JPE1 x 3");
    }

    @Test
    void aPythonPluginMayReturnNothingOrNumbers() throws IOException {
        write("nothing", "def main(node_id, pool, node):\n    pass\n");
        write("number", "def main(node_id, pool, node):\n    return 65001\n");

        assertThat(value("nothing", "x")).isNull();
        assertThat(value("number", "x")).isEqualTo(65001);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "raise RuntimeError('no value left')",
                "return b'bytes'",
                "import sys; sys.exit(0)",
                "import os; os._exit(0)",
                "return float('nan')",
                "import no_such_module",
                "return node.no_such_attribute"
            })
    void aPythonPluginThatFailsIsReported(String body) throws IOException {
        write("p", "def main(node_id, pool, node):\n    " + body + "\n");

        assertThatThrownBy(() -> value("p", "x"))
                .is(Faults.fault(FaultKind.NO_VALUE))
                .hasMessageContaining("plugin p('x') ");
    }

    @Test
    void theCheckFindsFaultsThatExistBeforeARun() throws IOException {
        write("text", "just text\n");
        write("module", "def main(node_id, pool, node):\n    pass\n");
        Plugins plugins = plugins();

        plugins.check(new ResourceCall("module", "x"));
        assertThatThrownBy(() -> plugins.check(new ResourceCall("text", "x"))).hasMessageContaining("chmod +x");
        assertThatThrownBy(() -> plugins.check(new ResourceCall("none", "x")))
                .hasMessageContaining("plugins/none is missing");
    }

    private @Nullable Object value(String plugin, String argument) {
        ResourceCall call = new ResourceCall(plugin, argument);
        return plugins().take(NodeId.parse("JPE1"), NODE, Set.of(call)).values().get(call);
    }

    private Plugins plugins() {
        DataRoot root = new DataRoot(folder);
        Map<String, String> settings = Map.of(
                "data_root", root.path().toString(), "identifier", "serialnumber", "server_url", "http://192.0.2.1");
        return new Plugins(root, new ProgramLimits(Duration.ofSeconds(2), 10_000), settings);
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve("plugins").resolve(name), text, StandardCharsets.UTF_8);
    }

    private void executable(String name, String text) throws IOException {
        write(name, text);
        assertThat(folder.resolve("plugins").resolve(name).toFile().setExecutable(true))
                .isTrue();
    }
}
