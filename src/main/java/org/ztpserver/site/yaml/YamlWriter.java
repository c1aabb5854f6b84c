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

/** Writes the small documents that the server creates, in block style with the keys in their order. */
public final class YamlWriter {

    /** Can't be a number, and contains nothing with a meaning in YAML. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z$](?:(?!: |:$)[!-~])*(?: (?!#)(?:(?!: |:$)[!-~])+)*");

    private static final Pattern LINE_BREAK = Pattern.compile("[\\n\\r\\u0085\\u2028\\u2029]");

    /** Words that YAML 1.1 reads as a boolean or null. */
    private static final Set<String> WORDS = Set.of("y", "n", "yes", "no", "true", "false", "on", "off", "null");

    private YamlWriter() {}

    /**
     * Writes maps, lists, text, numbers, booleans and null as a document. Quotes text that YAML could read as another
     * type.
     */
    public static String write(Map<String, ? extends @Nullable Object> values) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(FlowStyle.BLOCK);
        options.setSplitLines(false);
        options.setWidth(Integer.MAX_VALUE);
        options.setNonPrintableStyle(NonPrintableStyle.ESCAPE);
        return new org.yaml.snakeyaml.Yaml(new QuotingRepresenter(options), options).dump(values);
    }

    /** Writes a text as a scalar on one line. */
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
            // Single quotes fold line breaks, and YAML 1.1 has some that are invisible.
            boolean escape = LINE_BREAK.matcher(value).find();
            return super.representScalar(tag, value, escape ? ScalarStyle.DOUBLE_QUOTED : ScalarStyle.SINGLE_QUOTED);
        }
    }
}
