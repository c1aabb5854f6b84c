package org.ztpserver.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code Forwarded} (RFC 7239 4): one element per hop, with the hop nearest to the client first. */
final class ForwardedHeader {

    /** A pair and the separator after it: a semicolon within an element, a comma between elements. */
    private static final Pattern PAIR = Pattern.compile(
            "\\s*([!#$%&'*+.^_`|~0-9A-Za-z-]+)=(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^\\s\";,]*))\\s*([;,]|$)");

    private ForwardedHeader() {}

    /** The parameters of each element by their names in lower case. Stops at the first invalid text. */
    static List<Map<String, String>> elements(HttpServletRequest request) {
        List<Map<String, String>> elements = new ArrayList<>();
        for (String line : Collections.list(request.getHeaders("Forwarded"))) {
            Map<String, String> element = new HashMap<>();
            Matcher pair = PAIR.matcher(line);
            int end = 0;
            while (end < line.length() && pair.find(end) && pair.start() == end) {
                String quoted = pair.group(2);
                String value = quoted == null ? pair.group(3) : quoted.replaceAll("\\\\(.)", "$1");
                element.putIfAbsent(pair.group(1).toLowerCase(Locale.ROOT), value);
                end = pair.end();
                if (!pair.group(4).equals(";")) {
                    elements.add(element);
                    element = new HashMap<>();
                }
            }
            if (end < line.length()) {
                elements.add(Map.of()); // a hop that can't be parsed is still a hop
            }
        }
        return elements;
    }
}
