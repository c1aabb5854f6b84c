package org.ztpserver.resource.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ztpserver.site.DataRoot;

class PoolQueueTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path temporary;

    @Test
    void whenTheDataRootMovesTheNewOneIsTidiedAndThePoolsOfTheOldOneAreForgotten() throws IOException {
        Path link = temporary.resolve("current");
        switchTo(link, "v0");
        DataRoot root = new DataRoot(link);
        PoolStore store = new PoolStore(root, UnaryOperator.identity());
        PoolQueue queue = new PoolQueue(root, store);
        for (int i = 1; i <= 3; i++) {
            switchTo(link, "v" + i);
            int size = queue.submit(session -> session.open("p").pool().size());
            assertThat(size).isEqualTo(1);
            assertThat(store.known()).isEqualTo(1);
            assertThat(temporary.resolve("v" + i + "/resources/~17")).doesNotExist();
        }
    }

    private void switchTo(Path link, String release) throws IOException {
        Path resources = Files.createDirectories(temporary.resolve(release).resolve("resources"));
        Files.createFile(resources.resolveSibling("neighbordb"));
        Files.writeString(resources.resolve("p"), "a: null\n");
        Files.createFile(resources.resolve("~17"));
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, Path.of(release));
    }
}
