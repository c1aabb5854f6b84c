package org.ztpserver.it.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What came back, with the checks that every answer has to stand. */
public final class HttpAnswer {

    /** A class or package of the server, its libraries or its platform; or a line of a stack trace. */
    private static final Pattern INNARDS =
            Pattern.compile("\\b(?:java|javax|jakarta|sun|org|com)\\.[a-z]+\\.|Exception|\\tat |Caused by");

    private static final int LONGEST_SENTENCE = 1500;

    private final int status;
    private final Map<String, List<String>> headers;
    private final byte[] body;

    private HttpAnswer(int status, Map<String, List<String>> headers, byte[] body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    static HttpAnswer read(InputStream in, String method) throws IOException {
        String statusLine = line(in);
        if (!statusLine.matches("HTTP/1\\.[01] [1-5][0-9][0-9].*")) {
            throw new IOException("no answer but '" + statusLine + "'");
        }
        int status = Integer.parseInt(statusLine.substring(9, 12));
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.computeIfAbsent(line.substring(0, colon), name -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        boolean none = method.equals("HEAD") || status == 304;
        return new HttpAnswer(status, headers, none ? in.readAllBytes() : body(in, headers));
    }

    private static byte[] body(InputStream in, Map<String, List<String>> headers) throws IOException {
        if (headers.containsKey("Transfer-Encoding")) {
            return chunks(in);
        }
        List<String> length = headers.get("Content-Length");
        if (length == null) {
            return in.readAllBytes();
        }
        byte[] body = in.readNBytes(Integer.parseInt(length.get(0)));
        if (body.length < Integer.parseInt(length.get(0))) {
            throw new EOFException("only " + body.length + " of " + length + " bytes came");
        }
        return body;
    }

    private static byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int length = chunk(in); length > 0; length = chunk(in)) {
            body.write(in.readNBytes(length));
            line(in);
        }
        return body.toByteArray();
    }

    private static int chunk(InputStream in) throws IOException {
        return Integer.parseInt(line(in), 16);
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int c; (c = in.read()) >= 0 && c != '\n'; ) {
            if (c != '\r') {
                line.write(c);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    public int status() {
        return status;
    }

    public byte[] body() {
        return body.clone();
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The value of a header; null when it is not there, a failure when it is there twice. */
    public @Nullable String header(String name) {
        List<String> values = headers.getOrDefault(name, List.of());
        assertThat(values).as(name).hasSizeLessThanOrEqualTo(1);
        return values.isEmpty() ? null : values.get(0);
    }

    /** The value of a header that has to be there. */
    public String need(String name) {
        String value = header(name);
        assertThat(value).as(name).isNotNull();
        return String.valueOf(value);
    }

    /** {@code Content-Type} without its parameters, which deployed clients compare to the letter. */
    public String mediaType() {
        return need("Content-Type").split(";", 2)[0];
    }

    /** A success of this media type. */
    public HttpAnswer is(int expected, String mediaType) {
        assertThat(status).as(text()).isEqualTo(expected);
        assertThat(mediaType()).isEqualTo(mediaType);
        assertThat(header("Content-Encoding")).isNull();
        return this;
    }

    /** A failure with one short sentence for a person, and nothing of the server's inside. */
    public String sentence(int expected) {
        is(expected, "text/html");
        assertThat(need("Content-Length")).isEqualTo(Integer.toString(body.length));
        assertThat(text()).endsWith("\n").doesNotContain("<", ">").hasSizeLessThan(LONGEST_SENTENCE);
        assertThat(text().strip()).isNotEmpty().doesNotContain("\n");
        hidesTheInside();
        return text().strip();
    }

    /** No stack trace, and no name of a class. */
    public HttpAnswer hidesTheInside() {
        assertThat(INNARDS.matcher(text()).find()).as(text()).isFalse();
        return this;
    }

    /** A container answers a request that it can't even read with a page of its own, before any application sees it. */
    public HttpAnswer hidesTheInsideUnlessOfTheContainer() {
        return status == 400 && text().contains("<title>HTTP Status 400") ? this : hidesTheInside();
    }
}
