package org.ztpserver.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * {@code Forwarded} (RFC 7239 4): an element for each hop, the one nearest to the client first.
 *
 * <p>Read in one pass and without a regular expression, which a long header could make slow or overflow the stack.
 */
final class ForwardedHeader {

    private ForwardedHeader() {}

    /** The parameters of each element, by their names in lower case. An element with a syntax error has none. */
    static List<Map<String, String>> elements(HttpServletRequest request) {
        List<Map<String, String>> elements = new ArrayList<>();
        for (String line : Collections.list(request.getHeaders("Forwarded"))) {
            for (String element : split(line, ',')) {
                if (!element.isBlank()) {
                    elements.add(parameters(element));
                }
            }
        }
        return elements;
    }

    private static Map<String, String> parameters(String element) {
        Map<String, String> parameters = new HashMap<>();
        for (String pair : split(element, ';')) {
            if (pair.isBlank()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = equals < 0 ? "" : pair.substring(0, equals).strip();
            String value = equals < 0 ? "" : pair.substring(equals + 1).strip();
            boolean quoted = value.startsWith("\"");
            if (!isToken(name) || (quoted ? !isQuoted(value) : !isBare(value))) {
                return Map.of();
            }
            parameters.putIfAbsent(name.toLowerCase(Locale.ROOT), quoted ? unquoted(value) : value);
        }
        return parameters;
    }

    /** The parts between separators that are outside of quotes. */
    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int begin = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == separator && !quoted) {
                parts.add(text.substring(begin, i));
                begin = i + 1;
            }
        }
        parts.add(text.substring(begin));
        return parts;
    }

    private static boolean isToken(String name) {
        return !name.isEmpty()
                && name.chars()
                        .allMatch(c -> (c < 0x80 && Character.isLetterOrDigit(c)) || "!#$%&'*+.^_`|~-".indexOf(c) >= 0);
    }

    /** Many proxies leave out the quotes around addresses with a colon. */
    private static boolean isBare(String value) {
        return value.chars().noneMatch(c -> c == '"' || Character.isWhitespace(c) || Character.isISOControl(c));
    }

    /** Whether the quote at the beginning ends at the end of the text. */
    private static boolean isQuoted(String value) {
        for (int i = 1; i < value.length(); i++) {
            if (value.charAt(i) == '\\') {
                i++;
            } else if (value.charAt(i) == '"') {
                return i == value.length() - 1;
            }
        }
        return false;
    }

    private static String unquoted(String value) {
        StringBuilder text = new StringBuilder();
        for (int i = 1; i < value.length() - 1; i++) {
            if (value.charAt(i) == '\\') {
                i++;
            }
            text.append(value.charAt(i));
        }
        return text.toString();
    }
}
