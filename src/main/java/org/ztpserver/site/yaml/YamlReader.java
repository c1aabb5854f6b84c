package org.ztpserver.site.yaml;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.ReaderException;
import org.yaml.snakeyaml.reader.StreamReader;
import org.ztpserver.core.fault.ProvisioningException;
import org.ztpserver.core.node.Printable;
import org.ztpserver.core.site.Finding;

/** Reads a YAML document within limits, and without creating application objects. */
public final class YamlReader {

    private static final int MAX_CHARACTERS = 32 * 1024 * 1024;

    private YamlReader() {}

    /**
     * Reads the only document of a file.
     *
     * @param file the name of the file, for messages
     * @return empty if the file contains only comments
     * @throws ProvisioningException (INVALID_FILE) with the line, if the file is not UTF-8, not YAML, has a duplicate
     *     key or an unknown tag, or is too large or too deep
     */
    public static Optional<YamlValue> parse(String file, byte[] bytes) {
        return read(file, bytes, null);
    }

    /** Like {@link #parse(String, byte[])}, but from text. */
    public static Optional<YamlValue> parse(String file, String text) {
        return read(file, text.getBytes(StandardCharsets.UTF_8), null);
    }

    /**
     * Like {@link #parse(String, byte[])}, but the items of one list are passed on as they are read. In the document,
     * this list is empty.
     *
     * @throws ProvisioningException as {@link #parse(String, byte[])}, when some items may have been passed on already
     */
    public static Optional<YamlValue> parse(String file, byte[] bytes, TopList list) {
        return read(file, bytes, list);
    }

    /** The bytes are decoded piece by piece: a text of the whole file would need its memory once more. */
    private static Optional<YamlValue> read(String file, byte[] bytes, @Nullable TopList list) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MAX_CHARACTERS);
        Tabs tabs = new Tabs(contains(bytes, '\t'));
        try {
            Parser parser = new ParserImpl(new StreamReader(decoded(bytes)), options);
            Optional<YamlValue> document = new TreeBuilder(file, parser, tabs, list).document();
            int tab = tabs.misplaced(decoded(bytes));
            if (tab > 0) {
                throw invalid(file, tab, "not YAML: a tab outside quotes: use spaces");
            }
            return document;
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark() != null ? e.getProblemMark() : e.getContextMark();
            throw invalid(
                    file,
                    mark == null ? 0 : mark.getLine() + 1,
                    "not YAML: " + Printable.escape(String.valueOf(e.getProblem())));
        } catch (ReaderException e) {
            throw invalid(
                    file,
                    lineOfUnprintable(text(file, bytes)),
                    String.format("not YAML: the character U+%04X is not allowed", e.getCodePoint()));
        } catch (YAMLException e) {
            text(file, bytes); // if it is not UTF-8, that is the reason
            throw invalid(file, 0, "not YAML: " + Printable.escape(String.valueOf(e.getMessage())));
        } catch (IOException e) {
            throw new UncheckedIOException(e); // bytes in memory
        }
    }

    private static boolean contains(byte[] bytes, char character) {
        for (byte b : bytes) {
            if (b == character) {
                return true;
            }
        }
        return false;
    }

    private static Reader decoded(byte[] bytes) {
        boolean marked =
                bytes.length >= 3 && bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB && bytes[2] == (byte) 0xBF;
        int start = marked ? 3 : 0;
        return new BufferedReader(new InputStreamReader(
                new ByteArrayInputStream(bytes, start, bytes.length - start), StandardCharsets.UTF_8.newDecoder()));
    }

    private static int lineOfUnprintable(String text) {
        int line = 1;
        for (int i = 0; i < text.length() && StreamReader.isPrintable(text.codePointAt(i)); i++) {
            line += text.charAt(i) == '\n' ? 1 : 0;
        }
        return line;
    }

    /**
     * The text of a file, without a byte order mark.
     *
     * @throws ProvisioningException (INVALID_FILE) with the line, if the file is not UTF-8
     */
    public static String text(String file, byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(in, out, true);
        if (result.isError()) {
            int line = 1;
            for (int i = 0; i < in.position(); i++) {
                line += bytes[i] == '\n' ? 1 : 0;
            }
            throw invalid(file, line, "not UTF-8: save the file in this encoding");
        }
        String text = out.flip().toString();
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    static ProvisioningException invalid(String file, int line, String message) {
        return ProvisioningException.invalidFile(new Finding(file, line, message));
    }
}
