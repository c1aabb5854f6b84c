package org.ztpserver.core.topology;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An interface as an operator may write it: {@code Ethernet3/1}, {@code et3/1}, {@code MANAGEMENT1}, {@code 3/1}.
 *
 * @param prefix {@code Ethernet} or {@code Management}; null for a bare number
 * @param numbers one to three numbers; the last one is the port within the module
 */
record InterfaceName(@Nullable String prefix, List<Integer> numbers) {

    /** No switch has interfaces with longer numbers. */
    private static final Pattern FORM = Pattern.compile(
            "(?:(e(?:t(?:h(?:ernet)?)?)?)|(m(?:a(?:nagement)?)?))?(0*\\d{1,9}(?:/0*\\d{1,9}){0,2})",
            Pattern.CASE_INSENSITIVE);

    InterfaceName {
        numbers = List.copyOf(numbers);
    }

    static Optional<InterfaceName> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        String prefix = form.group(1) != null ? "Ethernet" : form.group(2) != null ? "Management" : null;
        List<Integer> numbers =
                Arrays.stream(form.group(3).split("/")).map(Integer::valueOf).toList();
        return Optional.of(new InterfaceName(prefix, numbers));
    }

    /**
     * One spelling for each interface, for comparison: {@code et03} becomes {@code Ethernet3}. Any other text stays.
     */
    static String canonical(String text) {
        return parse(text)
                .filter(name -> name.prefix != null)
                .map(InterfaceName::toString)
                .orElse(text);
    }

    InterfaceName withPrefix(String newPrefix) {
        return new InterfaceName(newPrefix, numbers);
    }

    InterfaceName withLast(int number) {
        List<Integer> changed = new ArrayList<>(parent());
        changed.add(number);
        return new InterfaceName(prefix, changed);
    }

    int last() {
        return numbers.get(numbers.size() - 1);
    }

    List<Integer> parent() {
        return numbers.subList(0, numbers.size() - 1);
    }

    @Override
    public String toString() {
        String number = numbers.stream().map(String::valueOf).collect(Collectors.joining("/"));
        return prefix == null ? number : prefix + number;
    }
}
