package org.ztpserver.site.yaml;

import java.util.Map;

/**
 * Finds tabs where YAML does not allow them. SnakeYAML reads some of them as spaces, but other readers refuse the file,
 * and an editor does not show the difference.
 */
final class Tabs {

    private Tabs() {}

    /**
     * The line of the first tab outside quotes, blocks of text and comments; 0 if there is none.
     *
     * @param quoted the start and end of each text in which a tab is an ordinary character, in code points
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
