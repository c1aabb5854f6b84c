package org.ztpserver.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RootFolderTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path temporary;

    private Path folder = Path.of("");

    @BeforeEach
    void makeSite() throws IOException {
        folder = temporary.toRealPath();
        Files.createFile(folder.resolve("neighbordb"));
    }

    /** Otherwise no template could be rendered within one release. */
    @Test
    void aFileSystemWithAnotherInodeAtEachLookIsNotTakenForANewRelease() {
        AtomicInteger inodes = new AtomicInteger();
        RootFolder root =
                new RootFolder.Followed(folder, List.of("neighbordb"), real -> "1:" + inodes.incrementAndGet());

        assertThat(root.real()).isEqualTo(folder);
        assertThat(root.changes()).isZero();
    }

    @Test
    void anotherFolderUnderTheSameNameIsANewRelease() {
        AtomicInteger inode = new AtomicInteger();
        RootFolder root = new RootFolder.Followed(folder, List.of("neighbordb"), real -> "1:" + inode.get());
        inode.incrementAndGet();

        assertThat(root.real()).isEqualTo(folder);
        assertThat(root.changes()).isEqualTo(1);
    }
}
