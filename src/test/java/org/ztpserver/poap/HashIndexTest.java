package org.ztpserver.poap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class HashIndexTest {

    /** The hash of a small Integer is the number itself, so there are no others among the candidates. */
    @Property(tries = 300)
    void allNumbersOfAKeyAreFoundInAscendingOrder(@ForAll @Size(max = 200) List<@IntRange(max = 50) Integer> keys) {
        HashIndex index = new HashIndex();
        for (int number = 0; number < keys.size(); number++) {
            index.add(keys.get(number), number);
        }

        for (Integer key = 0; key <= 50; key++) {
            Integer wanted = key;
            assertThat(index.candidates(key).boxed())
                    .containsExactlyElementsOf(IntStream.range(0, keys.size())
                            .filter(number -> keys.get(number).equals(wanted))
                            .boxed()
                            .toList());
        }
    }
}
