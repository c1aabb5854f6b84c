package org.ztpserver.core.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilePathTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "a/b/c",
                ".hidden",
                "...",
                "a..b",
                "..a",
                "a b",
                "~a",
                "%2e%2e",
                "gr\u00fcn",
                "-rf",
                "a:b",
                "a;b"
            })
    void namesSeparatedBySlashesAreAPath(String text) {
        assertThat(FilePath.parse(text)).hasToString(text);
    }

    static List<String> attacks() {
        return List.of(
                "",
                "/",
                "//",
                "a/",
                "/a",
                "a//b",
                ".",
                "..",
                "../a",
                "a/..",
                "a/../b",
                "a/./b",
                "./a",
                "../../etc/passwd",
                "/etc/passwd",
                "a\\b",
                "..\\a",
                "\\",
                "a\0",
                "\0",
                "a\nb",
                "a\rb",
                "a\tb",
                "a\u007fb",
                "a\u0085b",
                "a\u009bb",
                "x".repeat(256),
                "\u00fc".repeat(128),
                "a/" + "x".repeat(300) + "/b",
                "a/".repeat(64) + "a");
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void aPathThatCouldLeadElsewhereIsRefusedAndNotRepeated(String text) {
        assertThatThrownBy(() -> FilePath.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("the path of a file ")
                .message()
                .doesNotContain("passwd", "\n", "\0");
    }

    @Test
    void theLongestNameAndTheDeepestPathAreAllowed() {
        assertThat(FilePath.parse("x".repeat(255)).names()).hasSize(1);
        assertThat(FilePath.parse("a/".repeat(63) + "a").names()).hasSize(64);
    }

    @Property
    void aPathNeverLeavesItsFolder(
            @ForAll @StringLength(max = 12) @Chars({'.', '/', 'a', '\\', '~'}) @CharRange(from = '\0', to = '\u0003')
                    String text) {
        FilePath path;
        try {
            path = FilePath.parse(text);
        } catch (IllegalArgumentException e) {
            return;
        }
        Path folder = Path.of("/data/files");
        Path resolved = folder.resolve(path.toString());
        assertThat(resolved.normalize())
                .isEqualTo(resolved)
                .startsWithRaw(folder)
                .isNotEqualTo(folder);
    }
}
