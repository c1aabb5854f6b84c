package org.ztpserver.resource.pool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ztpserver.site.FileStat;

class PoolReplacementTest {

    @TempDir
    private Path folder;

    private Path target = Path.of("");

    @BeforeEach
    void writeTarget() throws IOException {
        target = folder.resolve("p");
        Files.writeString(target, "a: null\n");
    }

    @Test
    void theNewTextIsInPlaceAndNothingElse() throws IOException {
        try (PoolReplacement replacement = prepared()) {
            assertThat(target).hasContent("a: null\n");
            replacement.putInPlace();
            replacement.confirmOnDisk();
            assertThat(replacement.statInPlace()).hasValue(FileStat.of(target));
        }

        assertThat(target).hasContent("a: JPE1\n");
        assertThat(names()).containsExactly("p");
    }

    @Test
    void anEditBeforeTheRenameStays() throws IOException {
        try (PoolReplacement replacement = prepared()) {
            Files.writeString(target, "b: null\n", StandardOpenOption.APPEND);
            assertThatThrownBy(replacement::putInPlace).isInstanceOf(ChangedMeanwhileException.class);
        }

        assertThat(target).hasContent("a: null\nb: null\n");
        assertThat(names()).containsExactly("p");
    }

    @Test
    void anotherFileOfTheSameSizeAndTimeIsAnEdit() throws IOException {
        try (PoolReplacement replacement = prepared()) {
            Path other = folder.resolve("other");
            Files.writeString(other, "b: null\n");
            Files.setLastModifiedTime(other, Files.getLastModifiedTime(target));
            Files.move(other, target, StandardCopyOption.ATOMIC_MOVE);
            assertThatThrownBy(replacement::putInPlace).isInstanceOf(ChangedMeanwhileException.class);
        }

        assertThat(target).hasContent("b: null\n");
    }

    @Test
    void anEditorThatHadTheOldFileOpenDuringTheRenameDoesNotLoseItsEdit() throws IOException {
        try (PoolReplacement replacement = prepared();
                OutputStream editor = Files.newOutputStream(target, StandardOpenOption.APPEND)) {
            replacement.putInPlace();
            editor.write("b: null\n".getBytes(UTF_8));
            assertThatThrownBy(replacement::confirmOnDisk).isInstanceOf(ChangedMeanwhileException.class);
            editor.write("c: null\n".getBytes(UTF_8));
        }

        assertThat(target).hasContent("a: null\nb: null\nc: null\n");
        assertThat(names()).containsExactly("p");
    }

    @Test
    void ofTwoEditsAtOnceTheFirstIsKeptInAnotherFile() throws IOException {
        try (PoolReplacement replacement = prepared();
                OutputStream editor = Files.newOutputStream(target, StandardOpenOption.APPEND)) {
            replacement.putInPlace();
            editor.write("b: null\n".getBytes(UTF_8));
            Files.writeString(target, "c: null\n", StandardOpenOption.APPEND);
            assertThatThrownBy(replacement::confirmOnDisk).isInstanceOf(ChangedMeanwhileException.class);
        }

        assertThat(target).hasContent("a: JPE1\nc: null\n");
        assertThat(folder.resolve(".p.edit")).hasContent("a: null\nb: null\n");
    }

    @Test
    void anEditOfTheNewFileIsNoticedEvenWithinATickOfTheClock() throws IOException {
        for (int i = 0; i < 50; i++) {
            try (PoolReplacement replacement = prepared()) {
                replacement.putInPlace();
                Files.writeString(target, "a: JPE2\n");
                assertThat(replacement.statInPlace()).isEmpty();
                assertThat(replacement.isExact()).isTrue();
            }
        }
    }

    private PoolReplacement prepared() throws IOException {
        PoolReplacement replacement =
                new PoolReplacement(target, FileStat.of(target), "a: null\n".getBytes(UTF_8), FileStat::of);
        replacement.write("a: JPE1\n".getBytes(UTF_8));
        return replacement;
    }

    private List<String> names() throws IOException {
        try (var paths = Files.list(folder)) {
            return paths.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }
}
