package org.ztpserver.site.yaml;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.NonPrintableStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;

/** Writes the small documents that the server itself makes: block style, keys in their order. */
public final class YamlWriter {

    /** Begins like no number, and has nothing in it that YAML takes for its own. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z$](?:(?!: |:$)[!-~])*(?: (?!#)(?:(?!: |:$)[!-~])+)*");

    private static final Pattern LINE_BREAK = Pattern.compile("[\\n\\r\\u0085\\u2028\\u2029]");

    /** What YAML 1.1 reads as a boolean or null. */
    private static final Set<String> WORDS = Set.of("y", "n", "yes", "no", "true", "false", "on", "off", "null");

    private YamlWriter() {}

    /** Maps, lists, text, numbers, booleans and null as a document. Text is quoted wherever it could be taken for more. */
    public static String write(Map<String, ? extends @Nullable Object> values) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(FlowStyle.BLOCK);
        options.setSplitLines(false);
        options.setWidth(Integer.MAX_VALUE);
        options.setNonPrintableStyle(NonPrintableStyle.ESCAPE);
        return new org.yaml.snakeyaml.Yaml(new QuotingRepresenter(options), options).dump(values);
    }

    /** One text as a scalar within a line. */
    public static String scalar(String text) {
        return isPlain(text)
                ? text
                : write(Map.of("k", text)).substring("k: ".length()).stripTrailing();
    }

    private static boolean isPlain(String text) {
        return PLAIN.matcher(text).matches() && !WORDS.contains(text.toLowerCase(Locale.ROOT));
    }

    private static final class QuotingRepresenter extends Representer {

        QuotingRepresenter(DumperOptions options) {
            super(options);
        }

        @Override
        protected Node representScalar(Tag tag, String value, ScalarStyle style) {
            if (!tag.equals(Tag.STR) || isPlain(value)) {
                return super.representScalar(tag, value, style);
            }
            // Within single quotes a line break is folded, and YAML 1.1 has more of them than one sees.
            boolean escape = LINE_BREAK.matcher(value).find();
            return super.representScalar(tag, value, escape ? ScalarStyle.DOUBLE_QUOTED : ScalarStyle.SINGLE_QUOTED);
        }
    }
}
