package org.ztpserver.core.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class AssignmentTest {

    private static final int THINGS = 5;

    @Test
    void noClaimantGoesWithoutIfThingsCanBeExchanged() {
        assertThat(Assignment.firstWithout(new int[][] {{0, 1}, {0}}, 2)).isEqualTo(-1);
        assertThat(Assignment.firstWithout(new int[][] {{0, 1}, {0, 2}, {0}}, 3))
                .isEqualTo(-1);
        assertThat(Assignment.firstWithout(new int[][] {}, 0)).isEqualTo(-1);
    }

    @Test
    void theFirstClaimantWithoutIsTheOneWhoseThingsAreAllTaken() {
        assertThat(Assignment.firstWithout(new int[][] {{}}, 3)).isZero();
        assertThat(Assignment.firstWithout(new int[][] {{0}, {1}, {0}}, 2)).isEqualTo(2);
        assertThat(Assignment.firstWithout(new int[][] {{0, 1}, {0, 1}, {0, 1}, {2}}, 3))
                .isEqualTo(2);
    }

    @Property(tries = 3000)
    void theAnswerIsTheSameAsByTryingEverything(@ForAll("wishes") List<Set<Integer>> wishes) {
        int[][] wanted = arrays(wishes);

        boolean possible = tryEverything(wanted, 0, new boolean[THINGS]);

        int without = Assignment.firstWithout(wanted, THINGS);
        assertThat(without < 0).isEqualTo(possible);
        if (without >= 0) {
            assertThat(tryEverything(Arrays.copyOf(wanted, without + 1), 0, new boolean[THINGS]))
                    .isFalse();
        }
    }

    @Property
    void theOrderOfClaimantsAndThingsDoesNotMatter(@ForAll("wishes") List<Set<Integer>> wishes, @ForAll Random random) {
        List<Integer> renamed =
                new ArrayList<>(IntStream.range(0, THINGS).boxed().toList());
        Collections.shuffle(renamed, random);
        List<Set<Integer>> shuffled = new ArrayList<>();
        wishes.forEach(
                wish -> shuffled.add(Set.copyOf(wish.stream().map(renamed::get).toList())));
        Collections.shuffle(shuffled, random);

        assertThat(Assignment.firstWithout(arrays(shuffled), THINGS) < 0)
                .isEqualTo(Assignment.firstWithout(arrays(wishes), THINGS) < 0);
    }

    @Test
    void aLongChainOfExchangesNeedsNoDeepStack() {
        int size = 20_000;
        int[][] wanted = new int[size][];
        for (int i = 0; i < size - 1; i++) {
            wanted[i] = new int[] {i, i + 1};
        }
        wanted[size - 1] = new int[] {0};

        assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> assertThat(Assignment.firstWithout(wanted, size)).isEqualTo(-1));
    }

    @Provide
    Arbitrary<List<Set<Integer>>> wishes() {
        return Arbitraries.integers()
                .between(0, THINGS - 1)
                .set()
                .ofMaxSize(3)
                .list()
                .ofMaxSize(6);
    }

    private static int[][] arrays(List<Set<Integer>> wishes) {
        return wishes.stream()
                .map(wish -> wish.stream().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new);
    }

    private static boolean tryEverything(int[][] wanted, int claimant, boolean[] taken) {
        if (claimant == wanted.length) {
            return true;
        }
        for (int thing : wanted[claimant]) {
            if (!taken[thing]) {
                taken[thing] = true;
                boolean possible = tryEverything(wanted, claimant + 1, taken);
                taken[thing] = false;
                if (possible) {
                    return true;
                }
            }
        }
        return false;
    }
}
