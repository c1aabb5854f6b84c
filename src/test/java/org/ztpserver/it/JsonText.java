package org.ztpserver.it;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads JSON: these tests see none of the server's libraries. */
final class JsonText {

    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?");

    private final String text;
    private int at;

    private JsonText(String text) {
        this.text = text;
    }

    /** An object as a map, in its order; an AssertionError when it is none. */
    static Map<String, @Nullable Object> object(String text) {
        JsonText json = new JsonText(text);
        json.space();
        Map<String, @Nullable Object> object = json.object();
        json.space();
        if (json.at != text.length()) {
            throw json.wrong();
        }
        return object;
    }

    private @Nullable Object value() {
        space();
        return switch (peek()) {
            case '{' -> object();
            case '[' -> list();
            case '"' -> string();
            default -> word();
        };
    }

    private @Nullable Object word() {
        for (boolean value : new boolean[] {true, false}) {
            if (take(Boolean.toString(value))) {
                return value;
            }
        }
        return take("null") ? null : number();
    }

    private Map<String, @Nullable Object> object() {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        expect("{");
        space();
        while (!take("}")) {
            expect(object.isEmpty() ? "" : ",");
            space();
            String key = string();
            space();
            expect(":");
            object.put(key, value());
            space();
        }
        return object;
    }

    private List<@Nullable Object> list() {
        List<@Nullable Object> list = new ArrayList<>();
        expect("[");
        space();
        while (!take("]")) {
            expect(list.isEmpty() ? "" : ",");
            list.add(value());
            space();
        }
        return list;
    }

    private String string() {
        expect("\"");
        StringBuilder string = new StringBuilder();
        while (!take("\"")) {
            char c = peek();
            at++;
            string.append(c == '\\' ? escaped() : c);
        }
        return string.toString();
    }

    private char escaped() {
        char c = peek();
        at++;
        return switch (c) {
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'u' -> {
                at += 4;
                yield (char) Integer.parseInt(text.substring(at - 4, at), 16);
            }
            default -> c;
        };
    }

    private Number number() {
        Matcher number = NUMBER.matcher(text).region(at, text.length());
        if (!number.lookingAt()) {
            throw wrong();
        }
        at = number.end();
        return Double.valueOf(number.group());
    }

    private void space() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private char peek() {
        if (at >= text.length()) {
            throw wrong();
        }
        return text.charAt(at);
    }

    private boolean take(String word) {
        if (!text.startsWith(word, at)) {
            return false;
        }
        at += word.length();
        return true;
    }

    private void expect(String word) {
        if (!take(word)) {
            throw wrong();
        }
    }

    private AssertionError wrong() {
        return new AssertionError("not JSON at character " + at + ": " + text);
    }
}
