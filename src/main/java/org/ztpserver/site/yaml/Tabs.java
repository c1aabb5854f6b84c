package org.ztpserver.site.yaml;

import java.io.IOException;
import java.io.Reader;
import java.util.Arrays;

/**
 * Finds tabs where YAML does not allow them. SnakeYAML reads some of them as spaces, but other readers refuse the file,
 * and an editor does not show the difference.
 */
final class Tabs {

    private final boolean any;
    /** The start and end of each text in which a tab is an ordinary character, in the order of the document. */
    private int[] texts = new int[64];

    private int size;

    /** @param any whether the document has a tab at all */
    Tabs(boolean any) {
        this.any = any;
    }

    /** Allows tabs in a text in quotes or in a block, from start to end in code points. */
    void allowIn(int start, int end) {
        if (any) {
            if (size == texts.length) {
                texts = Arrays.copyOf(texts, 2 * size);
            }
            texts[size++] = start;
            texts[size++] = end;
        }
    }

    /** The line of the first tab outside quotes, blocks of text and comments; 0 if there is none. */
    int misplaced(Reader document) throws IOException {
        if (!any) {
            return 0;
        }
        int line = 1;
        boolean comment = false;
        boolean afterSpace = true;
        int next = 0;
        int endOfText = 0;
        int position = 0;
        for (int c = document.read(); c >= 0; c = document.read()) {
            if (c == '\n') {
                line++;
                comment = false;
            }
            while (next < size && texts[next] <= position) {
                endOfText = comment ? endOfText : Math.max(endOfText, texts[next + 1]);
                next += 2;
            }
            if (position >= endOfText && !comment) {
                if (c == '\t') {
                    return line;
                }
                comment = c == '#' && (afterSpace || position == endOfText);
            }
            afterSpace = c == ' ' || c == '\n' || c == '\r';
            if (!Character.isLowSurrogate((char) c)) {
                position++;
            }
        }
        return 0;
    }
}
