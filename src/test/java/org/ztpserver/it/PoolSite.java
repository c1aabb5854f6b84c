package org.ztpserver.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ztpserver.it.contract.HttpAnswer;
import org.ztpserver.it.contract.RawRequest;
import org.ztpserver.it.contract.SiteFiles;

/** A data root whose nodes are all known and have one definition, and what they ask of it. */
final class PoolSite {

    private final SiteFiles files;

    /** @param values what the definition asks for, by name: {@code allocate('p')} */
    PoolSite(Path root, Map<String, String> values) {
        files = new SiteFiles(root);
        files.write("nodes/known/.node", "{\"model\": \"vEOS\", \"serialnumber\": \"known\", \"neighbors\": {}}\n");
        define(values);
    }

    void define(Map<String, String> values) {
        String attributes = values.entrySet().stream()
                .map(value -> value.getKey() + ": \"" + value.getValue() + "\"")
                .collect(Collectors.joining(", "));
        files.write(
                "nodes/known/definition",
                "name: leaf\nactions: [{name: values, action: add_config, attributes: {" + attributes + "}}]\n");
    }

    SiteFiles files() {
        return files;
    }

    Path root() {
        return files.path("");
    }

    /** Makes {@code N0} and so on known; all share one folder. */
    void know(int nodes) {
        for (int i = 0; i < nodes; i++) {
            know("N" + i);
        }
    }

    void know(String id) {
        files.link("nodes/" + id, Path.of("known"));
    }

    /** A server on this data root. */
    ServerProcess.Launch server(String... conf) {
        return ServerProcess.on(root())
                .conf("[default]", "disable_topology_validation = yes")
                .conf(conf);
    }

    static HttpAnswer get(URI server, String id) {
        return RawRequest.of("GET", server, "/nodes/" + id).nullBody().send();
    }

    /** What the node gets, by name. */
    static Map<?, ?> values(URI server, String id) {
        return values(get(server, id));
    }

    static Map<?, ?> values(HttpAnswer answer) {
        String json = answer.is(200, "application/json").text();
        Map<?, ?> action = (Map<?, ?>) ((List<?>) StrictJson.object(json).getOrDefault("actions", List.of())).get(0);
        return (Map<?, ?>) Objects.requireNonNull(action.get("attributes"));
    }

    static String value(URI server, String id) {
        return String.valueOf(values(server, id).get("v"));
    }

    static String pool(int values) {
        return IntStream.range(0, values)
                .mapToObj(i -> "10.0." + i / 250 + "." + i % 250 + "/16: null\n")
                .collect(Collectors.joining());
    }

    /** What a pool says, by owner; a failure when one has two values. */
    Map<String, String> owned(String pool) throws IOException {
        Map<String, String> owned = new TreeMap<>();
        for (String line : Files.readAllLines(files.path("resources/" + pool))) {
            String[] parts = line.split(": ", 2);
            assertThat(parts).as(line).hasSize(2);
            String owner = parts[1].replaceFirst(" +#.*", "").replace("'", "");
            if (!owner.equals("null")) {
                assertThat(owned.put(owner, parts[0])).as(owner).isNull();
            }
        }
        return owned;
    }
}
