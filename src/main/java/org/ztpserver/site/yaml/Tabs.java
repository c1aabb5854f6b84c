package org.ztpserver.site.yaml;

import java.util.Map;

/**
 * Finds tabs where YAML has no place for them. SnakeYAML takes some of them for spaces; other readers of the same file
 * refuse it, and in an editor nobody sees the difference.
 */
final class Tabs {

    private Tabs() {}

    /**
     * The line of the first tab that is not within quotes, a block of text or a comment; 0 when there is none.
     *
     * @param quoted where the texts begin and end in which a tab is an ordinary character, in code points
     */
    static int misplaced(String text, Map<Integer, Integer> quoted) {
        if (text.indexOf('\t') < 0) {
            return 0;
        }
        int[] characters = text.codePoints().toArray();
        int line = 1;
        boolean comment = false;
        boolean afterSpace = true;
        int endOfQuoted = 0;
        for (int i = 0; i < characters.length; i++) {
            int c = characters[i];
            if (c == '\n') {
                line++;
                comment = false;
            }
            endOfQuoted = comment ? endOfQuoted : Math.max(endOfQuoted, quoted.getOrDefault(i, 0));
            if (i >= endOfQuoted && !comment) {
                if (c == '\t') {
                    return line;
                }
                comment = c == '#' && (afterSpace || i == endOfQuoted);
            }
            afterSpace = c == ' ' || c == '\n' || c == '\r';
        }
        return 0;
    }
}
