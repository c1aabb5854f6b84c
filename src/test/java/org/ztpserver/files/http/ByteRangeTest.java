package org.ztpserver.files.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0,10,0,0",
        "bytes=0-9,10,0,9",
        "bytes=3-,10,3,9",
        "bytes=-3,10,7,9",
        "bytes=-10,10,0,9",
        "bytes=-11,10,0,9",
        "bytes=5-100,10,5,9",
        "bytes= 1-2 ,10,1,2",
        "bytes=0-999999999999999999,10,0,9",
        "bytes=4294967296-,4294967300,4294967296,4294967299"
    })
    void aRangeIsThePartWithinTheFile(String header, long size, long first, long last) throws Exception {
        assertThat(ByteRange.parse(header, size)).contains(new ByteRange(first, last));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "bytes",
                "bytes=",
                "bytes=-",
                "items=0-1",
                "bytes=2-1",
                "bytes=0-1,3-4",
                "bytes=a-",
                "bytes=0--1",
                "bytes=1234567890123456789-",
                "bytes=+1-2",
                "bytes=\u0661-2"
            })
    void allElseIsIgnored(String header) throws Exception {
        assertThat(ByteRange.parse(header, 10)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"bytes=10-,10", "bytes=10-11,10", "bytes=-0,10", "bytes=0-,0", "bytes=-1,0"})
    void aRangeWithoutAByteOfTheFileCanNotBeSatisfied(String header, long size) {
        assertThatThrownBy(() -> ByteRange.parse(header, size)).isInstanceOf(ByteRange.UnsatisfiableException.class);
    }

    @Test
    void theLengthCountsBothEnds() {
        assertThat(new ByteRange(3, 3).length()).isEqualTo(1);
    }

    @Property
    void aRangeIsAlwaysWithinTheFile(
            @ForAll @LongRange(min = 0, max = 1L << 40) long first,
            @ForAll @LongRange(min = 0, max = 1L << 40) long last,
            @ForAll @LongRange(min = 0, max = 1L << 40) long size) {
        for (String header : new String[] {first + "-" + last, first + "-", "-" + last}) {
            Optional<ByteRange> range;
            try {
                range = ByteRange.parse("bytes=" + header, size);
            } catch (ByteRange.UnsatisfiableException e) {
                continue;
            }
            range.ifPresent(part -> {
                assertThat(part.first()).isBetween(0L, size - 1);
                assertThat(part.last()).isBetween(part.first(), size - 1);
            });
        }
    }
}
