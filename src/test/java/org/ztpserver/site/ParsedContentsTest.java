package org.ztpserver.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ParsedContentsTest {

    private final List<String> parsed = new ArrayList<>();
    private final ParsedContents<String> contents = new ParsedContents<>((file, bytes) -> {
        parsed.add(file);
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (text.equals("broken")) {
            throw new IllegalArgumentException(file);
        }
        return text.substring(0, Math.min(10, text.length()));
    });

    private String get(String file, String text) {
        return contents.get(file, text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void equalContentsAreParsedOnce() {
        assertThat(get("one", "same")).isEqualTo("same");
        assertThat(get("two", "same")).isEqualTo("same");
        assertThat(get("three", "other")).isEqualTo("other");
        assertThat(parsed).containsExactly("one", "three");
    }

    @Test
    void aFaultNamesTheFileThatWasAskedFor() {
        assertThatThrownBy(() -> get("one", "broken")).hasMessage("one");
        assertThatThrownBy(() -> get("two", "broken")).hasMessage("two");
    }

    @Test
    void aLargeFileIsNotKept() {
        String large = "x".repeat(100_000);
        get("one", large);
        get("two", large);
        assertThat(parsed).containsExactly("one", "two");
    }

    @Test
    void theLeastRecentlyUsedOneIsForgottenFirst() {
        String half = "-".repeat(30_000);
        get("first", "first");
        get("second", "second");
        for (int i = 0; i < 40; i++) {
            get("filler", half + i);
            get("first", "first");
        }
        parsed.clear();
        get("first", "first");
        get("second", "second");
        assertThat(parsed).containsExactly("second");
    }
}
