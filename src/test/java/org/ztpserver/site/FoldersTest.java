package org.ztpserver.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldersTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path temporary;

    /** Linux opens no path of over 4096 bytes, not even for root. */
    @Test
    void theOtherFilesAreFoundWhenAFolderCantBeRead() throws IOException {
        Path folder = Files.createDirectory(temporary.resolve("files"));
        Path last = Files.createFile(folder.resolve("z"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), last);
        Path upper = Files.createDirectories(deep(folder.resolve("deep")));
        Path lower = temporary.resolve("lower");
        Files.createDirectories(deep(lower));
        Path moved = Files.move(lower, upper.resolve("lower"));
        try {
            List<Path> unreadable = new ArrayList<>();

            assertThat(Folders.filesBelow(folder, (path, fault) -> unreadable.add(path)))
                    .containsExactly(link, last);
            assertThat(unreadable).hasSize(1).allMatch(path -> path.startsWith(moved));
            assertThatThrownBy(() -> Folders.filesBelow(folder)).isInstanceOf(UncheckedIOException.class);
        } finally {
            Files.move(moved, lower); // so that it can be removed
        }
    }

    private static Path deep(Path folder) {
        Path path = folder;
        for (int i = 0; i < 12; i++) {
            path = path.resolve("d".repeat(200));
        }
        return path;
    }
}
