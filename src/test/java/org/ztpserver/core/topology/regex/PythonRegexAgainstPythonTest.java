package org.ztpserver.core.topology.regex;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code python3} says about thousands of expressions, most of them odd: whether each is valid, and what it matches. */
class PythonRegexAgainstPythonTest {

    private static final int RANDOM_EXPRESSIONS = Integer.getInteger("ztpserver.test.expressions", 6000);
    private static final long SEED = Long.getLong("ztpserver.test.seed", 20_261_120);

    private static final String PROGRAM = """
            import json, re, sys, warnings
            warnings.simplefilter('ignore')
            question = json.load(sys.stdin)
            def ask(expression):
                try:
                    regex = re.compile(expression)
                except (re.error, OverflowError, RecursionError):
                    return None
                return [regex.match(text) is not None for text in question['texts']]
            json.dump({'possessive': sys.version_info >= (3, 11),
                       'answers': [ask(e) for e in question['expressions']]}, sys.stdout)
            """;

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Material MATERIAL = material();

    /**
     * What to ask about.
     *
     * @param parts what random expressions are made of
     * @param odd whole expressions
     * @param texts what each expression is matched against
     */
    private record Material(List<String> parts, List<String> odd, List<String> texts) {}

    @Test
    void everyExpressionIsReadAndMatchesAsInPython(@TempDir Path folder) throws Exception {
        List<String> expressions = new ArrayList<>(MATERIAL.odd());
        List<String> parts = MATERIAL.parts();
        Random random = new Random(SEED);
        for (int i = 0; i < RANDOM_EXPRESSIONS; i++) {
            StringBuilder expression = new StringBuilder();
            for (int length = 1 + random.nextInt(7); length > 0; length--) {
                expression.append(parts.get(random.nextInt(parts.size())));
            }
            expressions.add(expression.toString());
        }

        JsonNode python = askPython(folder, expressions);

        List<String> differences = new ArrayList<>();
        int valid = 0;
        for (int i = 0; i < expressions.size(); i++) {
            String expression = expressions.get(i);
            if (!python.get("possessive").asBoolean() && expression.matches("(?s).*([*+?}]\\+|\\(\\?>).*")) {
                continue;
            }
            String expected = python.get("answers").get(i).toString();
            String actual = answer(expression);
            valid += expected.equals("null") ? 0 : 1;
            // Java can't refer to a group before it is defined; such a condition never holds, so nobody writes it.
            boolean forwardCondition = actual.equals("unsupported") && expression.contains("(?(");
            if (!actual.equals(expected) && !forwardCondition) {
                differences.add(
                        "%s%n python %s%n ours   %s".formatted(JSON.writeValueAsString(expression), expected, actual));
            }
        }
        assertThat(differences).isEmpty();
        assertThat(valid).isGreaterThan(expressions.size() / 10);
    }

    private static Material material() {
        try (InputStream json = PythonRegexAgainstPythonTest.class.getResourceAsStream("/topology/regex.json")) {
            return JSON.readValue(json, Material.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String answer(String expression) {
        try {
            PythonRegex regex = PythonRegex.compile(expression);
            return MATERIAL.texts().stream()
                    .map(regex::matchesStartOf)
                    .toList()
                    .toString()
                    .replace(" ", "");
        } catch (IllegalArgumentException e) {
            return String.valueOf(e.getMessage()).contains("not supported here") ? "unsupported" : "null";
        }
    }

    private static JsonNode askPython(Path folder, List<String> expressions) throws IOException, InterruptedException {
        Path question = folder.resolve("question.json");
        Path answer = folder.resolve("answer.json");
        JSON.writeValue(question.toFile(), Map.of("expressions", expressions, "texts", MATERIAL.texts()));
        ProcessBuilder builder = new ProcessBuilder("python3", "-c", PROGRAM)
                .redirectInput(question.toFile())
                .redirectOutput(answer.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("PYTHONIOENCODING", "utf-8");
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("python3 answers").isTrue();
        assertThat(process.exitValue()).isZero();
        return JSON.readTree(Files.readString(answer, StandardCharsets.UTF_8));
    }
}
