package org.ztpserver.site.yaml;

import org.jspecify.annotations.Nullable;
import org.ztpserver.core.site.Located;

/** A value in a YAML document, with its place. */
public sealed interface YamlValue extends Located permits YamlScalar, YamlSequence, YamlMapping {

    /** The kind of value, for messages: {@code a list}. */
    String kind();

    /**
     * Converts to plain values for JSON: maps, lists, text, numbers, booleans and null.
     *
     * <p>Booleans and null follow YAML 1.1. A number becomes a number only if this is its only usual spelling: {@code
     * 777} and {@code 1.5} do. {@code 0755}, {@code 4.20}, {@code 1E5}, {@code 0x1F}, {@code 10:22:33:44:55:11} and
     * dates stay text.
     */
    @Nullable
    Object toPlain();
}
