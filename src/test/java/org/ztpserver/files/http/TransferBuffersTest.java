package org.ztpserver.files.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class TransferBuffersTest {

    private final TransferBuffers buffers = new TransferBuffers();

    private ByteBuffer take() {
        return Objects.requireNonNull(buffers.take());
    }

    @Test
    void aBufferIsUsedAgain() {
        ByteBuffer one = take();
        buffers.giveBack(one, true);
        assertThat(take()).isSameAs(one);
    }

    @Test
    void aBufferThatMayBeInUseIsReplacedByAnother() {
        ByteBuffer one = take();
        buffers.giveBack(one, false);
        List<ByteBuffer> all = new ArrayList<>();
        for (ByteBuffer other = buffers.take(); other != null; other = buffers.take()) {
            all.add(other);
        }
        assertThat(all).hasSize(64).allSatisfy(other -> assertThat(other).isNotSameAs(one));
    }
}
