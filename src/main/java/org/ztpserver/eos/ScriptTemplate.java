package org.ztpserver.eos;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A bootstrap script with places for the server's URL: {@code $SERVER} and {@code ${SERVER}}, as Python's {@code
 * string.Template.safe_substitute} reads them (contract A1). {@code $$} is a dollar sign; all other bytes stay as they
 * are, in whatever encoding.
 *
 * <p>It is taken apart once for many switches, because a script has 50 KB.
 */
public final class ScriptTemplate {

    /** {@code $$}, {@code $name} or {@code ${name}}. */
    private static final Pattern PLACEHOLDER =
            Pattern.compile("\\$(?:(\\$)|([_a-zA-Z][_a-zA-Z0-9]*)|\\{([_a-zA-Z][_a-zA-Z0-9]*)})");

    private static final String SERVER = "SERVER";

    /** What stands before, between and after the places of the URL. */
    private final List<byte[]> parts = new ArrayList<>();

    private ScriptTemplate() {}

    public static ScriptTemplate parse(byte[] script) {
        // ISO 8859-1 maps every byte to one character and back.
        String text = new String(script, StandardCharsets.ISO_8859_1);
        ScriptTemplate template = new ScriptTemplate();
        StringBuilder part = new StringBuilder();
        int next = 0;
        for (Matcher found = PLACEHOLDER.matcher(text); found.find(); next = found.end()) {
            part.append(text, next, found.start());
            if (found.group(1) != null) {
                part.append('$');
            } else if (SERVER.equals(found.group(2)) || SERVER.equals(found.group(3))) {
                template.add(part);
                part.setLength(0);
            } else {
                part.append(found.group());
            }
        }
        template.add(part.append(text, next, text.length()));
        return template;
    }

    private void add(CharSequence part) {
        parts.add(part.toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Whether the script has a place for the URL. Without one, a switch does not learn the server's address from it. */
    public boolean namesServer() {
        return parts.size() > 1;
    }

    /** The script for a switch that finds the server under this URL. */
    public byte[] fill(String serverUrl) {
        byte[] url = serverUrl.getBytes(StandardCharsets.UTF_8);
        int length = parts.stream().mapToInt(part -> part.length).sum() + url.length * (parts.size() - 1);
        ByteArrayOutputStream filled = new ByteArrayOutputStream(length);
        filled.writeBytes(parts.get(0));
        for (byte[] part : parts.subList(1, parts.size())) {
            filled.writeBytes(url);
            filled.writeBytes(part);
        }
        return filled.toByteArray();
    }
}
