package org.ztpserver.poap;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Packs the plain values of YAML into bytes, in about the length of their text, and unpacks them. The keys of maps are
 * kept once for all values, so that only this packer can unpack what it packed.
 */
final class ValuePacker {

    // A packed value begins with one of these.
    private static final byte NULL = 0;
    private static final byte TRUE = 1;
    private static final byte FALSE = 2;
    private static final byte LATIN_1 = 3;
    private static final byte TEXT = 4;
    private static final byte INTEGER = 5;
    private static final byte DECIMAL = 6;
    private static final byte LIST = 7;
    private static final byte MAP = 8;

    private final Map<String, Integer> numbersOfKeys = new HashMap<>();
    private final List<String> keys = new ArrayList<>();

    /** @throws IllegalArgumentException if there is a value in it that YAML does not have */
    byte[] pack(@Nullable Object value) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
            write(new DataOutputStream(bytes), value);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // bytes in memory
        }
    }

    @Nullable
    Object unpack(byte[] packed) {
        try {
            return read(new DataInputStream(new ByteArrayInputStream(packed)));
        } catch (IOException e) {
            throw new UncheckedIOException(e); // bytes in memory
        }
    }

    private void write(DataOutputStream out, @Nullable Object value) throws IOException {
        if (value == null) {
            out.writeByte(NULL);
        } else if (value instanceof Boolean flag) {
            out.writeByte(flag ? TRUE : FALSE);
        } else if (value instanceof String text) {
            text(out, text);
        } else if (value instanceof BigInteger number) {
            out.writeByte(INTEGER);
            text(out, number.toString());
        } else if (value instanceof BigDecimal number) {
            out.writeByte(DECIMAL);
            text(out, number.toString());
        } else if (value instanceof List<?> list) {
            out.writeByte(LIST);
            number(out, list.size());
            for (Object item : list) {
                write(out, item);
            }
        } else if (value instanceof Map<?, ?> map) {
            out.writeByte(MAP);
            number(out, map.size());
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                number(out, numberOf((String) entry.getKey()));
                write(out, entry.getValue());
            }
        } else {
            throw new IllegalArgumentException(value.getClass() + " is not a value of YAML");
        }
    }

    private int numberOf(String key) {
        return numbersOfKeys.computeIfAbsent(key, added -> {
            keys.add(added);
            return keys.size() - 1;
        });
    }

    /** Writes characters and not UTF-8, which has no place for half of a surrogate pair. */
    private static void text(DataOutputStream out, String text) throws IOException {
        boolean latin1 = text.chars().allMatch(c -> c <= 0xFF);
        out.writeByte(latin1 ? LATIN_1 : TEXT);
        number(out, text.length());
        if (latin1) {
            out.writeBytes(text);
        } else {
            out.writeChars(text);
        }
    }

    /** Seven bits in each byte; the last byte has the highest bit clear. */
    private static void number(DataOutputStream out, int number) throws IOException {
        int rest = number;
        for (; rest > 0x7F; rest >>>= 7) {
            out.writeByte(rest | 0x80);
        }
        out.writeByte(rest);
    }

    private static int number(DataInputStream in) throws IOException {
        int number = 0;
        int shift = 0;
        int next;
        do {
            next = in.readUnsignedByte();
            number |= (next & 0x7F) << shift;
            shift += 7;
        } while (next > 0x7F);
        return number;
    }

    private @Nullable Object read(DataInputStream in) throws IOException {
        byte kind = in.readByte();
        return switch (kind) {
            case NULL -> null;
            case TRUE -> true;
            case FALSE -> false;
            case LATIN_1, TEXT -> text(in, kind);
            case INTEGER -> new BigInteger(text(in));
            case DECIMAL -> new BigDecimal(text(in));
            case LIST -> list(in);
            case MAP -> map(in);
            default -> throw new IllegalStateException("not packed by this class: " + kind);
        };
    }

    private static String text(DataInputStream in) throws IOException {
        return text(in, in.readByte());
    }

    private static String text(DataInputStream in, byte kind) throws IOException {
        int length = number(in);
        if (kind == LATIN_1) {
            return new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
        }
        char[] text = new char[length];
        for (int i = 0; i < length; i++) {
            text[i] = in.readChar();
        }
        return new String(text);
    }

    private List<@Nullable Object> list(DataInputStream in) throws IOException {
        int size = number(in);
        List<@Nullable Object> list = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            list.add(read(in));
        }
        return list;
    }

    private Map<String, @Nullable Object> map(DataInputStream in) throws IOException {
        int size = number(in);
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < size; i++) {
            map.put(keys.get(number(in)), read(in));
        }
        return map;
    }
}
