package org.ztpserver.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ztpserver.site.AtomicFiles;
import org.ztpserver.site.DataRoot;

class AbandonedFilesTest {

    private static final Instant NOW = Instant.parse("2026-11-20T13:00:00Z");

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path root;

    @BeforeEach
    void makeTheFolders() throws IOException {
        for (String folder : List.of("nodes/A", "poap/collected", "resources")) {
            Files.createDirectories(root.resolve(folder));
        }
    }

    private Path unfinished(String folder, Duration age) throws IOException {
        return file(AtomicFiles.unfinished(root.resolve(folder)), age);
    }

    private static Path file(Path path, Duration age) throws IOException {
        Files.writeString(path, "half");
        Files.setLastModifiedTime(path, FileTime.from(NOW.minus(age)));
        return path;
    }

    private void remove() throws IOException {
        new AbandonedFiles(new DataRoot(root), List.of("nodes", "poap", "poap/templates")).remove(NOW);
    }

    @Test
    void unfinishedFilesAndFoldersOfKilledServersAreRemoved() throws IOException {
        Path node = unfinished("nodes/A", Duration.ofHours(2));
        Path collected = unfinished("poap/collected", Duration.ofHours(2));
        Path folder = AtomicFiles.unfinished(root.resolve("nodes"));
        Files.createDirectory(folder);
        Files.writeString(folder.resolve(".node"), "{}");
        Files.setLastModifiedTime(folder, FileTime.from(NOW.minus(Duration.ofHours(2))));

        remove();

        assertThat(List.of(node, collected, folder)).noneMatch(Files::exists);
        assertThat(root.resolve("nodes/A")).isDirectory();
    }

    @Test
    void fileOfARunningRequestStays() throws IOException {
        Path file = unfinished("nodes/A", Duration.ofMinutes(59));

        remove();

        assertThat(file).exists();
    }

    @Test
    void filesOfTheOperatorAndUnfinishedPoolsStay() throws IOException {
        Path backup = file(root.resolve("nodes/A/~definition"), Duration.ofDays(9));
        Path pool = unfinished("resources", Duration.ofDays(9));

        remove();

        assertThat(List.of(backup, pool)).allMatch(Files::exists);
    }
}
