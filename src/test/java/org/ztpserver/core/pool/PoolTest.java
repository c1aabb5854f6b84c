package org.ztpserver.core.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PoolTest {

    @Test
    void theFirstFreeValueIsTheFirstOfTheOrder() {
        Pool pool = pool("A", null, null);

        assertThat(pool.firstFree()).hasValue(1);
        pool.assign(1, "B");
        assertThat(pool.firstFree()).hasValue(2);
        pool.release(0);
        assertThat(pool.firstFree()).hasValue(0);
    }

    @Test
    void anOwnerIsFoundInAnySpelling() {
        Pool pool = pool(null, "AaBb");

        assertThat(pool.ownedBy("aAbB")).hasValue(1);
        assertThat(pool.ownedBy("aabbc")).isEmpty();
    }

    @Test
    void anOwnerWithTwoValuesInTheFileGetsTheFirst() {
        Pool pool = pool(null, "b", "B");

        assertThat(pool.ownedBy("b")).hasValue(1);
    }

    @Test
    void aValueThatIsTakenCanNotBeAssigned() {
        Pool pool = pool("a", null);

        assertThatThrownBy(() -> pool.assign(0, "b")).isInstanceOf(IllegalStateException.class);
        assertThat(pool.owner(0)).isEqualTo("a");
        assertThat(pool.ownedBy("b")).isEmpty();
    }

    @Test
    void anOwnerDoesNotGetASecondValue() {
        Pool pool = pool("a", null);

        assertThatThrownBy(() -> pool.assign(1, "A")).isInstanceOf(IllegalStateException.class);
        assertThat(pool.firstFree()).hasValue(1);
        assertThat(pool.ownedBy("a")).hasValue(0);
    }

    /** @param steps an owner asks for a value, or gives back what it has when the number is negative */
    @Property
    void noOwnerEverHasTwoValuesAndNoValueTwoOwners(
            @ForAll @IntRange(max = 8) int size,
            @ForAll @Size(max = 60) List<@IntRange(min = -12, max = 12) Integer> steps) {
        Pool pool = new Pool(
                IntStream.range(0, size).mapToObj(i -> "v" + i).toList(),
                Collections.nCopies(size, null),
                PoolTest::anyCase);
        List<@Nullable String> model = new ArrayList<>(Collections.nCopies(size, null));
        for (int step : steps) {
            String owner = "n" + Math.abs(step);
            int has = model.indexOf(owner);
            if (step < 0 && has >= 0) {
                pool.release(has);
                model.set(has, null);
            } else if (step >= 0 && has < 0 && model.contains(null)) {
                pool.assign(pool.firstFree().orElseThrow(), owner);
                model.set(model.indexOf(null), owner);
            }
            assertThat(pool.ownedBy(owner.toUpperCase(Locale.ROOT))).isEqualTo(index(model.indexOf(owner)));
            assertThat(pool.firstFree()).isEqualTo(index(model.indexOf(null)));
        }
        assertThat(IntStream.range(0, size).mapToObj(pool::owner)).isEqualTo(model);
    }

    private static String anyCase(String owner) {
        return owner.toLowerCase(Locale.ROOT);
    }

    private static OptionalInt index(int index) {
        return index < 0 ? OptionalInt.empty() : OptionalInt.of(index);
    }

    private static Pool pool(@Nullable String... owners) {
        List<String> values =
                IntStream.range(0, owners.length).mapToObj(i -> "v" + i).toList();
        return new Pool(values, Arrays.asList(owners), PoolTest::anyCase);
    }
}
