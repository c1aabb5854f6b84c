package org.ztpserver.program;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.ztpserver.core.definition.ResourceCall;
import org.ztpserver.core.fault.FaultKind;
import org.ztpserver.core.fault.ProvisioningException;
import org.ztpserver.core.node.Node;
import org.ztpserver.core.node.NodeId;
import org.ztpserver.core.node.NodeValues;
import org.ztpserver.core.node.Printable;
import org.ztpserver.core.site.FilePath;
import org.ztpserver.resource.ResourceSource;
import org.ztpserver.site.DataRoot;

/**
 * {@code name('arg')}: the programs in {@code plugins/} (contract A7).
 *
 * <p>An executable gets the node's identifier and the argument as its arguments, and the node as JSON on standard
 * input. A Python file that only defines {@code main(node_id, pool, node)}, like plugins of Arista's server, runs in a
 * small host.
 */
public final class Plugins implements ResourceSource {

    public static final String FOLDER = "plugins";

    private static final Logger log = LoggerFactory.getLogger(Plugins.class);

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** A function at the top of a file, with its parameters. */
    private static final Pattern PYTHON_MAIN = Pattern.compile("(?m)^def\\s+main\\s*\\(([^)]*)\\)");

    private static final Pattern BRACKETS = Pattern.compile("\\[[^\\]]*\\]");

    private static final String RUNS_ITSELF = "__main__";

    private final DataRoot root;
    private final Program program;
    private final Map<String, String> hostEnvironment;

    /**
     * @param settings the settings that plugins of Arista's server read from its configuration, by name: {@code
     *     data_root}, {@code identifier}, {@code server_url}
     */
    public Plugins(DataRoot root, ProgramLimits limits, Map<String, String> settings) {
        this.root = root;
        this.program = new Program(limits.time(), limits.outputBytes());
        this.hostEnvironment = new LinkedHashMap<>();
        settings.forEach((key, value) -> hostEnvironment.put("PLUGIN_HOST_" + key, value));
    }

    @Override
    public Allocation take(NodeId id, Node node, Set<ResourceCall> calls) {
        Map<ResourceCall, @Nullable Object> values = new LinkedHashMap<>();
        byte[] json = write(NodeValues.of(node));
        calls.forEach(call -> values.put(call, run(id, call, json)));
        return Allocation.of(values); // the server can't give a plugin's values back
    }

    /** @throws ProvisioningException (NO_VALUE) if the plugin is missing or can't run */
    @Override
    public void check(ResourceCall call) {
        String name = call.function();
        Path plugin = find(name);
        if (!isPythonModule(plugin) && !Files.isExecutable(plugin)) {
            throw new ProvisioningException(
                    FaultKind.NO_VALUE,
                    FOLDER + "/" + name
                            + " is neither executable (chmod +x) nor a Python file with main(node_id, pool, node)");
        }
    }

    private Path find(String name) {
        try {
            return root.file(FOLDER, FilePath.parse(name))
                    .orElseThrow(() -> new ProvisioningException(
                            FaultKind.NO_VALUE, FOLDER + "/" + name + " is missing: put an executable file there"));
        } catch (IllegalArgumentException e) {
            throw new ProvisioningException(
                    FaultKind.NO_VALUE, FOLDER + "/" + name + " can't be a plugin: " + e.getMessage());
        }
    }

    private @Nullable Object run(NodeId id, ResourceCall call, byte[] node) {
        check(call);
        Path plugin = find(call.function());
        boolean python = isPythonModule(plugin);
        List<String> command = python
                ? List.of("python3", "-c", host(), plugin.toString(), id.value(), call.argument())
                : List.of(plugin.toString(), id.value(), call.argument());
        Program.Outcome outcome;
        try {
            outcome = program.run(command, root.path(), python ? hostEnvironment : Map.of(), node);
        } catch (IOException e) {
            throw new ProvisioningException(
                    FaultKind.NO_VALUE,
                    "plugin " + call + " can't be started: " + Printable.quote(String.valueOf(e.getMessage())));
        }
        OutputLines.of(outcome.err()).forEach(line -> log.warn("{}: plugin {}: {}", id, call, line));
        if (!outcome.succeeded()) {
            throw new ProvisioningException(
                    FaultKind.NO_VALUE, "plugin " + call + " " + outcome.fault() + ": the log has its output");
        }
        String out = text(call, outcome.out());
        return python ? json(call, out) : value(out);
    }

    /** The output of an executable without the last newline, parsed if it is a JSON object or list. */
    private static @Nullable Object value(String out) {
        String text = out.endsWith("\n") ? out.substring(0, out.length() - (out.endsWith("\r\n") ? 2 : 1)) : out;
        if (text.startsWith("{") || text.startsWith("[")) {
            try {
                return MAPPER.readValue(text, Object.class);
            } catch (JsonProcessingException e) {
                return text; // text that only looks like JSON
            }
        }
        return text;
    }

    private static @Nullable Object json(ResourceCall call, String out) {
        try {
            return MAPPER.readValue(out, Object.class);
        } catch (JsonProcessingException e) {
            throw new ProvisioningException(
                    FaultKind.NO_VALUE, "plugin " + call + " returned something that is not JSON");
        }
    }

    /**
     * Whether the plugin runs in the host. For an executable, this is the case if its {@code main} has the three
     * parameters and the file does not call it.
     */
    private static boolean isPythonModule(Path plugin) {
        String text;
        try {
            text = new String(Files.readAllBytes(plugin), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Matcher main = PYTHON_MAIN.matcher(text);
        if (!main.find()) {
            return false;
        }
        long parameters = Arrays.stream(
                        BRACKETS.matcher(main.group(1)).replaceAll("").split(",", -1))
                .filter(parameter -> !parameter.isBlank())
                .count();
        return !Files.isExecutable(plugin) || (parameters == 3 && !text.contains(RUNS_ITSELF));
    }

    private static String host() {
        try (InputStream in = Plugins.class.getResourceAsStream("plugin_host.py")) {
            byte[] bytes = Objects.requireNonNull(in, "plugin_host.py is part of the server")
                    .readAllBytes();
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(ResourceCall call, byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new ProvisioningException(
                    FaultKind.NO_VALUE, "plugin " + call + " printed a value that is not UTF-8");
        }
    }

    private static byte[] write(Map<String, Object> values) {
        try {
            return MAPPER.writeValueAsBytes(values);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e); // plain values
        }
    }
}
