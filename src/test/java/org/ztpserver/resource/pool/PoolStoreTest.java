package org.ztpserver.resource.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ztpserver.site.DataRoot;
import org.ztpserver.site.FileStat;

class PoolStoreTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    private final AtomicInteger inodes = new AtomicInteger();

    @BeforeEach
    void makeFolder() throws IOException {
        Files.createDirectory(folder.resolve(FilePools.FOLDER));
    }

    /** Some FUSE file systems number a file anew whenever they have forgotten it. */
    @Test
    void valuesAreTakenOnAFileSystemWithoutStableInodes() throws IOException {
        PoolStore store = new PoolStore(new DataRoot(folder), UnaryOperator.identity(), this::withAnotherInode);
        Path pool = Files.writeString(folder.resolve("resources/mgmt"), "a: null\nb: null\nc: null\n");
        for (int i = 0; i < 2; i++) {
            take(store, pool, i, "JPE" + i);
        }
        assertThat(pool).hasContent("a: JPE0\nb: JPE1\nc: null\n");

        Files.writeString(pool, "a: JPE0\nb: JPE1\nc: null\nd: null\n");
        take(store, pool, 3, "JPE3");
        assertThat(pool).hasContent("a: JPE0\nb: JPE1\nc: null\nd: JPE3\n");
    }

    private void take(PoolStore store, Path pool, int index, String owner) throws IOException {
        try (PoolLock lock = PoolLock.acquire(folder.resolve(FilePools.FOLDER))) {
            store.load(pool, lock, System.nanoTime() + 60_000_000_000L).assign(index, owner);
            store.write(List.of(pool), lock).close();
        }
    }

    private FileStat withAnotherInode(Path path) throws IOException {
        FileStat stat = FileStat.of(path);
        return new FileStat(stat.size(), stat.modified(), stat.changed(), "1:" + inodes.incrementAndGet());
    }
}
