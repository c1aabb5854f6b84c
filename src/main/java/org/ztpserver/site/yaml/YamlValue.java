package org.ztpserver.site.yaml;

import org.jspecify.annotations.Nullable;
import org.ztpserver.core.site.Located;

/** A part of a YAML document, with its place. */
public sealed interface YamlValue extends Located permits YamlScalar, YamlSequence, YamlMapping {

    /** What it is, for messages: {@code a list}. */
    String kind();

    /**
     * As plain values for JSON: maps, lists, text, numbers, booleans and null.
     *
     * <p>Booleans and null are what YAML 1.1 says. A number is a number only when no other number is written differently
     * and means the same: {@code 777} and {@code 1.5} are, {@code 0755}, {@code 4.20}, {@code 1E5}, {@code 0x1F} and
     * {@code 10:22:33:44:55:11} stay the text that they are, as do dates.
     */
    @Nullable
    Object toPlain();
}
