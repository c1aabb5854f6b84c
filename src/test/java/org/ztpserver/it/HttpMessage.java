package org.ztpserver.it;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request or an answer of HTTP/1.1, as a page shows it and as it goes over the wire.
 *
 * @param start the line above the headers
 * @param headers each a line, in their order
 * @param body as text; empty when there is none
 */
record HttpMessage(String start, List<String> headers, String body) {

    private static final Pattern LENGTH = Pattern.compile("Content-Length: (\\d+)");

    HttpMessage {
        headers = List.copyOf(headers);
    }

    /**
     * Reads the text of a fenced block. {@code Content-Length} says whether the line break before the closing fence is
     * part of the body.
     */
    static HttpMessage shown(String text) {
        String[] parts = text.split("\n\n", 2);
        List<String> head = parts[0].lines().toList();
        HttpMessage message = new HttpMessage(head.get(0), head.subList(1, head.size()), "");
        return parts.length == 1 ? message : message.withBody(parts[1]);
    }

    private HttpMessage withBody(String shown) {
        int size = shown.getBytes(StandardCharsets.UTF_8).length;
        int length = contentLength()
                .orElseThrow(() -> new AssertionError(start + ": a body is shown, but no Content-Length"));
        if (length != size && length != size - 1) {
            throw new AssertionError(start + ": Content-Length is " + length + ", but the body that is shown has "
                    + (size - 1) + " bytes, or " + size + " with the last line break");
        }
        return new HttpMessage(start, headers, length == size ? shown : shown.substring(0, shown.length() - 1));
    }

    /** Reads all that has arrived on a connection. */
    static HttpMessage received(byte[] bytes) {
        String[] parts = new String(bytes, StandardCharsets.UTF_8).split("\r\n\r\n", 2);
        if (parts.length < 2) {
            throw new AssertionError("no answer, but '" + parts[0] + "'");
        }
        List<String> head = List.of(parts[0].split("\r\n", -1));
        return new HttpMessage(head.get(0), head.subList(1, head.size()), parts[1]);
    }

    byte[] bytes() {
        List<String> head = new ArrayList<>(headers);
        head.add(0, start);
        return (String.join("\r\n", head) + "\r\n\r\n" + body).getBytes(StandardCharsets.UTF_8);
    }

    /** With the headers sorted: their order has no meaning. */
    String comparable() {
        return start + "\n" + String.join("\n", headers.stream().sorted().toList()) + "\n\n" + body;
    }

    private OptionalInt contentLength() {
        return headers.stream()
                .map(LENGTH::matcher)
                .filter(Matcher::matches)
                .mapToInt(length -> Integer.parseInt(length.group(1)))
                .findFirst();
    }
}
