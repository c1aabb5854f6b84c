package org.ztpserver.resource.pool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;
import org.ztpserver.site.yaml.YamlWriter;

/**
 * Pools in every form that an operator may write, and any number of changes: what is read back is what was written, for us
 * and for PyYAML, and not a byte beside the owners differs.
 */
class PoolFilePropertiesTest {

    /** One process answers for all tries: a line with a document in, a line with its pairs out. */
    private static final String PYTHON = """
            import base64, json, sys, yaml
            for line in sys.stdin:
                node = yaml.compose(base64.b64decode(line), yaml.SafeLoader)
                print(json.dumps([[key.value, None if value.tag == 'tag:yaml.org,2002:null' else value.value or None]
                                  for key, value in node.value]), flush=True)
            """;

    private static final ObjectMapper JSON = new ObjectMapper();

    @SuppressWarnings("NullAway.Init")
    private static Process python;

    @SuppressWarnings("NullAway.Init")
    private static Writer questions;

    @SuppressWarnings("NullAway.Init")
    private static BufferedReader answers;

    @BeforeContainer
    static void startPython() throws IOException {
        python = new ProcessBuilder("python3", "-c", PYTHON)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        questions = python.outputWriter(UTF_8);
        answers = python.inputReader(UTF_8);
    }

    @AfterContainer
    static void stopPython() {
        python.destroy();
    }

    /**
     * A value and its owner as they stand in a file.
     *
     * @param before the value: lines of its own, the value, the colon
     * @param owner as it is written; nothing where nothing stands behind the colon
     * @param behind the rest of the line
     */
    private record Line(
            String value,
            String before,
            String owner,
            @Nullable String ownerText,
            String behind) {}

    private record File(String head, List<Line> lines, String tail, String lineEnd) {}

    /** What is done to one value: it is taken when it is free, else freed. Some changes share a write with others. */
    private record Step(int value, String ownerPrefix, boolean write) {}

    @Property(tries = 1500)
    void aFileIsReadBackAsItWasChangedAndNothingElseInItDiffers(
            @ForAll("files") File file, @ForAll("steps") List<Step> steps) throws IOException {
        int size = file.lines.size();
        List<String> tokens =
                new ArrayList<>(file.lines.stream().map(Line::owner).toList());
        List<@Nullable String> onDisk = new ArrayList<>();
        file.lines.forEach(line -> onDisk.add(line.ownerText));
        List<@Nullable String> model = new ArrayList<>(onDisk);
        PoolFile pool = parse(text(file, tokens).getBytes(UTF_8));
        assertThat(owners(pool)).isEqualTo(model);

        int number = 100; // none that a file has
        for (Step step : steps) {
            int index = step.value % size;
            String owner = model.get(index) == null ? step.ownerPrefix + number++ : null;
            model.set(index, owner);
            if (owner == null) {
                pool.release(index);
            } else {
                pool.assign(index, owner);
            }
            assertThat(pool.changed()).isEqualTo(!model.equals(onDisk));
            if (step.write) {
                write(pool, model, onDisk, tokens);
                assertThat(new String(pool.text(), UTF_8)).isEqualTo(text(file, tokens));
            }
        }
        write(pool, model, onDisk, tokens);

        assertThat(new String(pool.text(), UTF_8)).isEqualTo(text(file, tokens));
        PoolFile reread = parse(pool.text());
        assertThat(owners(reread)).isEqualTo(model);
        assertThat(values(reread))
                .isEqualTo(file.lines.stream().map(Line::value).toList());
        assertThat(askPython(pool.text())).isEqualTo(pairs(reread));
    }

    private static void write(
            PoolFile pool, List<@Nullable String> model, List<@Nullable String> onDisk, List<String> tokens) {
        for (int i = 0; i < model.size(); i++) {
            String owner = model.get(i);
            if (!Objects.equals(owner, onDisk.get(i))) {
                String space = tokens.get(i).isEmpty() || tokens.get(i).startsWith(" ") ? " " : "";
                tokens.set(i, space + (owner == null ? "null" : YamlWriter.scalar(owner)));
                onDisk.set(i, owner);
            }
        }
        pool.accept(pool.render());
    }

    private static String text(File file, List<String> tokens) {
        StringBuilder text = new StringBuilder(file.head);
        for (int i = 0; i < tokens.size(); i++) {
            Line line = file.lines.get(i);
            text.append(line.before).append(tokens.get(i)).append(line.behind).append('\n');
        }
        return text.append(file.tail).toString().replace("\n", file.lineEnd);
    }

    @Provide
    Arbitrary<File> files() {
        Arbitrary<String> heads =
                Arbitraries.of("", "\uFEFF", "# Adressen für \uD83D\uDE80\n\n", "---\n", "%YAML 1.1\n---\n");
        Arbitrary<String> lineEnds = Arbitraries.of("\n", "\n", "\r\n");
        return Combinators.combine(heads, lineEnds, Arbitraries.of(false, false, true))
                .flatAs((head, lineEnd, flow) -> lines(flow)
                        .map(lines -> new File(head + (flow ? "{\n" : ""), lines, flow ? "}\n# end\n" : "", lineEnd)));
    }

    private static Arbitrary<List<Line>> lines(boolean flow) {
        Arbitrary<String> above = Arbitraries.of("", "", "\n", "# größer \uD83C\uDDEA\n", "   # indented\n\n");
        Arbitrary<String> keys = Arbitraries.of(
                "192.0.2.%d/24",
                "6500%d", "0%d", "'10:0:%d'", "\"%d: \uD83D\uDE80 # é\"", "größe-%d", "2001:db8::%d/64");
        Arbitrary<String> colons = Arbitraries.of(": ", ": ", ":   ", " : ");
        Arbitrary<String> owners = Arbitraries.of(
                "null",
                "null",
                "null",
                "~",
                "NULL",
                "",
                "''",
                "\"\"",
                "JPE%d",
                "'00%d'",
                "00%d",
                "1E%d",
                "\"é\uD83D\uDE80%d\"",
                "'it''s %d'",
                "kept for %d");
        Arbitrary<String> behind =
                flow ? Arbitraries.of(" ,", ",", ", # x: y") : Arbitraries.of("", "", "  ", " # x: null \uD83D\uDE80");
        return Combinators.combine(above, keys, colons, owners, behind)
                .as((blank, key, colon, owner, rest) -> new String[] {blank, key, colon, owner, rest})
                .list()
                .ofMinSize(1)
                .ofMaxSize(12)
                .map(PoolFilePropertiesTest::numbered);
    }

    private static List<Line> numbered(List<String[]> parts) {
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            String[] part = parts.get(i);
            String key = part[1].replace("%d", String.valueOf(i));
            String owner = part[3].replace("%d", String.valueOf(i));
            // With nothing behind it, the colon is followed by the rest of the line.
            String colon = owner.isEmpty() ? part[2].stripTrailing() : part[2];
            String rest = owner.isEmpty() && part[4].startsWith(",") ? " " + part[4] : part[4];
            lines.add(new Line(unquoted(key), part[0] + key + colon, owner, plain(owner), rest));
        }
        return lines;
    }

    private static String unquoted(String token) {
        boolean quoted = token.startsWith("'") || token.startsWith("\"");
        return quoted ? token.substring(1, token.length() - 1).replace("''", "'") : token;
    }

    private static @Nullable String plain(String token) {
        return List.of("", "~", "null", "NULL", "''", "\"\"").contains(token) ? null : unquoted(token);
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<String> prefixes = Arbitraries.of("JPE", "00", "1E", "0x", "no#a", "-");
        return Combinators.combine(Arbitraries.integers().between(0, 1000), prefixes, Arbitraries.of(true, false))
                .as(Step::new)
                .list()
                .ofMaxSize(30);
    }

    private static PoolFile parse(byte[] bytes) {
        return PoolFile.parse("resources/p", bytes, UnaryOperator.identity());
    }

    private static List<@Nullable String> owners(PoolFile file) {
        List<@Nullable String> owners = new ArrayList<>();
        for (int i = 0; i < file.pool().size(); i++) {
            owners.add(file.pool().owner(i));
        }
        return owners;
    }

    private static List<String> values(PoolFile file) {
        return IntStream.range(0, file.pool().size())
                .mapToObj(file.pool()::value)
                .toList();
    }

    private static List<List<@Nullable String>> pairs(PoolFile file) {
        List<List<@Nullable String>> pairs = new ArrayList<>();
        for (int i = 0; i < file.pool().size(); i++) {
            pairs.add(Arrays.asList(file.pool().value(i), file.pool().owner(i)));
        }
        return pairs;
    }

    private static List<List<@Nullable String>> askPython(byte[] document) throws IOException {
        questions.write(Base64.getEncoder().encodeToString(document) + "\n");
        questions.flush();
        return JSON.readValue(answers.readLine(), new TypeReference<>() {});
    }
}
