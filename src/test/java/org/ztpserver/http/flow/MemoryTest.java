package org.ztpserver.http.flow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MemoryTest {

    private final Memory memory = new Memory(1_000_000);

    @Test
    void allTogetherGetNoMoreThanTheLimit() {
        assertThat(memory.take(0, 600_000)).isTrue();
        assertThat(memory.take(0, 500_000)).isFalse();
        assertThat(memory.take(0, 400_000)).isTrue();
        memory.giveBack(600_000);
        assertThat(memory.take(0, 500_000)).isTrue();
    }

    @Test
    void oneThatIsAloneGetsMore() {
        assertThat(memory.take(0, 600_000)).isTrue();
        assertThat(memory.take(600_000, 1_200_000)).isTrue();
        assertThat(memory.take(0, 100_000)).isFalse();
        memory.giveBack(1_200_000);
        assertThat(memory.take(0, 1_000_000)).isTrue();
        assertThat(memory.take(0, 1_000_000)).isFalse();
    }

    @Test
    void smallOnesAlwaysHaveRoom() {
        assertThat(memory.take(0, 2_000_000)).isTrue();
        assertThat(memory.take(0, 4_096)).isTrue();
        assertThat(memory.take(4_096, 65_536)).isTrue();
        assertThat(memory.take(65_536, 65_537)).isFalse();
    }

    @Test
    void oneThatGetsNoMoreGivesBackWhatItHas() {
        assertThat(memory.take(0, 500_000)).isTrue();
        assertThat(memory.take(0, 400_000)).isTrue();
        assertThat(memory.take(500_000, 900_000)).isFalse();
        assertThat(memory.take(400_000, 900_000)).isTrue();
    }

    @Test
    void whatIsGivenBackCanBeTaken() {
        memory.take(0, 2_000_000);
        memory.take(0, 65_536);
        memory.giveBack(65_536);
        memory.giveBack(2_000_000);
        assertThat(memory.take(0, 1_000_000)).isTrue();
    }
}
