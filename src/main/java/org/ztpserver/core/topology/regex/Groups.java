package org.ztpserver.core.topology.regex;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The capturing groups of one expression, numbered from 1 as they open. */
final class Groups {

    private static final int NO_LOOK_BEHIND = Integer.MAX_VALUE;

    private final Source source;
    private final Map<String, Integer> numbers = new HashMap<>();
    /** By number minus one; null while the group is open. */
    private final List<@Nullable Fragment> contents = new ArrayList<>();
    /** The groups that conditions test, each with the place of the first test. */
    private final Map<Integer, Integer> conditions = new TreeMap<>();

    private int firstInLookBehind = NO_LOOK_BEHIND;

    Groups(Source source) {
        this.source = source;
    }

    int open(@Nullable String name) {
        contents.add(null);
        int number = contents.size();
        if (name != null && numbers.putIfAbsent(name, number) != null) {
            throw source.error("redefinition of group name " + name);
        }
        return number;
    }

    /**
     * The closed group in Java. The empty group after it takes part in a match exactly when the group does, so a
     * condition can test it.
     */
    Fragment close(int number, Fragment content) {
        contents.set(number - 1, content);
        return content.in("(?:(?<g" + number + ">", ")(?<set" + number + ">))");
    }

    /** {@code \1} */
    Fragment reference(int number) {
        if (number < 1 || number > contents.size()) {
            throw source.error("invalid group reference " + number);
        }
        Fragment content = contents.get(number - 1);
        if (content == null) {
            throw source.error("cannot refer to an open group");
        }
        checkLookBehind(number);
        return new Fragment("\\k<g" + number + ">", content.min(), content.max(), Fragment.Kind.ATOM);
    }

    /** {@code (?P=name)} */
    Fragment reference(String name) {
        return reference(number(name));
    }

    /** {@code (?(1)yes|no)}, {@code (?(name)yes|no)}: the number of the tested group. */
    int condition(String reference) {
        int place = source.position();
        int number;
        if (isIdentifier(reference)) {
            number = number(reference);
        } else if (reference.chars().allMatch(c -> c >= '0' && c <= '9') && reference.length() < 9) {
            number = Integer.parseInt(reference);
        } else {
            throw source.error("bad character in group name " + reference);
        }
        if (number == 0) {
            throw source.error("bad group number");
        }
        conditions.putIfAbsent(number, place);
        if (firstInLookBehind != NO_LOOK_BEHIND) {
            reference(number);
        }
        return number;
    }

    private int number(String name) {
        checkName(name);
        Integer number = numbers.get(name);
        if (number == null) {
            throw source.error("unknown group name " + name);
        }
        return number;
    }

    void checkName(String name) {
        if (!isIdentifier(name)) {
            throw source.error("bad character in group name " + name);
        }
    }

    private static boolean isIdentifier(String name) {
        int first = name.codePointAt(0);
        return (first == '_' || Character.isUnicodeIdentifierStart(first))
                && name.codePoints().allMatch(Groups::isIdentifierPart);
    }

    private static boolean isIdentifierPart(int c) {
        return Character.isUnicodeIdentifierPart(c) && !Character.isIdentifierIgnorable(c);
    }

    /** Groups that open after this call can't be referred to before {@link #leaveLookBehind}. */
    boolean enterLookBehind() {
        if (firstInLookBehind != NO_LOOK_BEHIND) {
            return false;
        }
        firstInLookBehind = contents.size() + 1;
        return true;
    }

    void leaveLookBehind() {
        firstInLookBehind = NO_LOOK_BEHIND;
    }

    private void checkLookBehind(int number) {
        if (number >= firstInLookBehind) {
            throw source.error("cannot refer to group defined in the same lookbehind subpattern");
        }
    }

    /** Must be called at the end of the expression, because a condition can test a group that comes later. */
    void checkConditions() {
        conditions.forEach((number, place) -> {
            if (number > contents.size()) {
                throw source.errorAt(place, "invalid group reference " + number);
            }
        });
    }
}
