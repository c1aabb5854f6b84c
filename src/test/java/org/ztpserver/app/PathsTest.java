package org.ztpserver.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.glassfish.jersey.server.model.Resource;
import org.glassfish.jersey.server.model.ResourceMethod;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ztpserver.app.config.ServerConfig;
import org.ztpserver.app.config.ServerConfigReader;
import org.ztpserver.docs.Markdown;
import org.ztpserver.protocol.Protocol;
import org.ztpserver.site.DataRoot;

/** {@code docs/architecture.md} shows every path on one screen. */
class PathsTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    private final ServerConfig config = new ServerConfigReader(Map.of("ZTPS_CONFIG", "/dev/null")).read(null, null);

    private record Row(String path, Set<String> methods, String type) {}

    @Test
    void theTableOfPathsIsWhatTheWiringServes() {
        try (ZtpApplication application = new ZtpApplication(config, new DataRoot(folder))) {
            List<Row> served = Stream.concat(
                            application.api().getInstances().stream()
                                    .map(Object::getClass)
                                    .filter(type -> Resource.getPath(type) != null)
                                    .flatMap(type -> rows(Resource.from(type), "", type.getName())),
                            application.servlets().entrySet().stream()
                                    .map(entry -> new Row(
                                            entry.getKey(),
                                            Set.of("GET", "HEAD"),
                                            entry.getValue().getClass().getName())))
                    .toList();

            assertThat(served).containsExactlyInAnyOrderElementsOf(documented());
        }
    }

    /** A path that a serial number could take for its own would never reach its door, or a switch never its own. */
    @Test
    void noSerialNumberCanBeTheFirstSegmentOfAPath() {
        Set<String> reserved =
                ZtpApplication.paths(ZtpApplication.protocols(config)).firstSegments();
        assertThat(reserved)
                .containsAll(documented().stream()
                        .map(row -> row.path().split("/", -1)[1])
                        .filter(segment -> !segment.startsWith("{"))
                        .toList());
    }

    @Test
    void noTwoProtocolsShareASegmentOrAFolder() {
        List<Protocol> protocols = ZtpApplication.protocols(config);
        assertThat(protocols.stream().flatMap(protocol -> protocol.firstSegments().stream()))
                .doesNotHaveDuplicates();
        assertThat(protocols.stream().flatMap(protocol -> protocol.folders().stream()))
                .doesNotHaveDuplicates();
        assertThat(protocols.stream().map(Protocol::name)).doesNotHaveDuplicates();
    }

    private static List<Row> documented() {
        return Markdown.read("docs", "architecture.md").table("path", "methods", "package", "served by").stream()
                .map(cells -> new Row(
                        code(cells.get(0)),
                        Set.of(cells.get(1).split(", ")),
                        "org.ztpserver." + code(cells.get(2)) + "." + code(cells.get(3))))
                .toList();
    }

    private static String code(String cell) {
        return cell.replace("`", "");
    }

    private static Stream<Row> rows(Resource resource, String parent, String type) {
        String path = parent + "/" + resource.getPath().replaceAll("^/", "");
        Set<String> methods = resource.getResourceMethods().stream()
                .map(ResourceMethod::getHttpMethod)
                .collect(Collectors.toCollection(TreeSet::new));
        return Stream.concat(
                methods.isEmpty() ? Stream.empty() : Stream.of(new Row(path, methods, type)),
                resource.getChildResources().stream().flatMap(child -> rows(child, path, type)));
    }
}
