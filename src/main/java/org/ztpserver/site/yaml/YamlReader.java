package org.ztpserver.site.yaml;

import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.reader.ReaderException;
import org.ztpserver.core.fault.ProvisioningException;
import org.ztpserver.core.node.Printable;
import org.ztpserver.core.site.Finding;

/** Reads a YAML document within limits, and without creating application objects. */
public final class YamlReader {

    private static final int MAX_CHARACTERS = 32 * 1024 * 1024;
    private static final int MAX_DEPTH = 50;
    private static final int MAX_ALIASES = 10_000;

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
        return parse(file, text(file, bytes));
    }

    /** Like {@link #parse(String, byte[])}, but from text. */
    public static Optional<YamlValue> parse(String file, String text) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(MAX_CHARACTERS);
        options.setNestingDepthLimit(MAX_DEPTH);
        options.setMaxAliasesForCollections(MAX_ALIASES);
        options.setAllowRecursiveKeys(false);
        try {
            Node node = new org.yaml.snakeyaml.Yaml(options).compose(new StringReader(text));
            TreeBuilder builder = new TreeBuilder(file);
            Optional<YamlValue> document = Optional.ofNullable(node).map(builder::build);
            int tab = Tabs.misplaced(text, builder.quoted());
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
            int line = (int) text.substring(0, Math.min(e.getPosition(), text.length()))
                    .lines()
                    .count();
            throw invalid(
                    file,
                    Math.max(line, 1),
                    String.format("not YAML: the character U+%04X is not allowed", e.getCodePoint()));
        } catch (YAMLException e) {
            throw invalid(file, 0, "not YAML: " + Printable.escape(String.valueOf(e.getMessage())));
        }
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
