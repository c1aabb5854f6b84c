package org.ztpserver.poap;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

class ValuePackerTest {

    @Property(tries = 500)
    void whatWasPackedIsUnpackedAsItWas(@ForAll("values") List<@Nullable Object> values) {
        ValuePacker packer = new ValuePacker();

        List<byte[]> packed = values.stream().map(packer::pack).toList();

        assertThat(packed.stream().map(packer::unpack).map(String::valueOf))
                .containsExactlyElementsOf(values.stream().map(String::valueOf).toList());
        List<@Nullable Object> unpacked = new ArrayList<>();
        packed.forEach(bytes -> unpacked.add(packer.unpack(bytes)));
        assertThat(unpacked).isEqualTo(values);
    }

    @Provide
    Arbitrary<List<@Nullable Object>> values() {
        return value(3).list().ofMaxSize(5);
    }

    /** Half of a surrogate pair is a text, too: a double-quoted text of YAML can have it. */
    private static Arbitrary<@Nullable Object> value(int depth) {
        Arbitrary<String> text = Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(300),
                Arbitraries.of("", "\ud800", "caf\u00e9", "\u20ac", "nxos.bin"));
        Arbitrary<@Nullable Object> plain = Arbitraries.oneOf(
                        text.asGeneric(),
                        Arbitraries.of(true, false).asGeneric(),
                        Arbitraries.bigIntegers().map(number -> (Object) number),
                        Arbitraries.of(new BigDecimal("1.50"), new BigDecimal("-0.25"), new BigDecimal(BigInteger.TEN))
                                .asGeneric())
                .injectNull(0.2);
        if (depth == 0) {
            return plain;
        }
        Arbitrary<Object> list = value(depth - 1).list().ofMaxSize(4).asGeneric();
        Arbitrary<Object> map = Arbitraries.maps(Arbitraries.strings().ofMaxLength(3), value(depth - 1))
                .ofMaxSize(4)
                .map(LinkedHashMap::new)
                .asGeneric();
        return Arbitraries.oneOf(plain, list, map);
    }
}
