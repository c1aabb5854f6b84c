package org.ztpserver.app.config;

import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code console_logging_format}: a format of Python's {@code logging}, as the files in the field have it, in Logback's
 * words.
 *
 * @param pattern a Logback pattern
 * @param callerData whether it has the line or the method of the program
 */
public record PythonLogFormat(String pattern, boolean callerData) {

    private static final Pattern FIELD = Pattern.compile("%(?:(%)|\\((\\w+)\\)(-?)0?([0-9]*)(?:\\.[0-9]+)?[sdf]|(.?))");

    /** Logback's escape that stands for nothing: without it, letters or braces that follow would belong to the word. */
    private static final String WORD_END = "\\_";

    private static final Map<String, String> FIELDS = Map.of(
            "asctime", "d{ISO8601}",
            "levelname", "level",
            "message", Logging.MESSAGE,
            "name", "logger",
            "module", "logger{0}",
            "lineno", "line",
            "funcName", "method",
            "threadName", "thread",
            "process", "property{PID}");

    private static final Set<String> CALLER_DATA = Set.of("line", "method");

    /** @throws IllegalArgumentException when it has a field that has no counterpart */
    public static PythonLogFormat parse(String format) {
        Matcher field = FIELD.matcher(format);
        StringBuilder pattern = new StringBuilder();
        boolean callerData = false;
        int end = 0;
        while (field.find()) {
            literal(pattern, format.substring(end, field.start()));
            end = field.end();
            if (field.group(1) != null) {
                pattern.append("\\%");
                continue;
            }
            String word = field.group(2) == null ? null : FIELDS.get(field.group(2));
            if (word == null) {
                throw new IllegalArgumentException("'" + field.group() + "' is not known; allowed are %(asctime)s,"
                        + " %(levelname)s, %(message)s, %(name)s, %(module)s, %(lineno)d, %(funcName)s, %(threadName)s,"
                        + " %(process)d and %%");
            }
            callerData |= CALLER_DATA.contains(word);
            pattern.append('%').append(field.group(3)).append(field.group(4)).append(word);
            pattern.append(WORD_END);
        }
        literal(pattern, format.substring(end));
        return new PythonLogFormat(pattern.toString(), callerData);
    }

    private static void literal(StringBuilder pattern, String text) {
        text.chars().forEach(c -> {
            if ("%()\\".indexOf(c) >= 0) {
                pattern.append('\\');
            }
            pattern.append((char) c);
        });
    }
}
