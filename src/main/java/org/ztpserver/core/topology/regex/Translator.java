package org.ztpserver.core.topology.regex;

import java.util.ArrayList;
import java.util.List;

/** Reads an expression by Python's grammar and writes it in Java's dialect, in a single pass. */
final class Translator {

    private static final int MAX_DEPTH = 60;

    private final Source source;
    private final Groups groups;
    /** The flags for the whole expression, such as {@code (?i)} at its start. */
    private Flags global = Flags.NONE;

    private int depth;

    Translator(String expression) {
        source = new Source(expression);
        groups = new Groups(source);
    }

    String translate() {
        List<Fragment> branches = new ArrayList<>();
        do {
            branches.add(sequence(global, branches.isEmpty()));
        } while (source.accept('|'));
        if (source.peek() != Source.END) {
            throw source.error("unbalanced parenthesis");
        }
        groups.checkConditions();
        return Fragment.alternatives(branches)
                .in("(?" + global.java() + ":", ")")
                .java();
    }

    private Fragment alternatives(Flags flags) {
        List<Fragment> branches = new ArrayList<>();
        do {
            branches.add(sequence(flags, false));
        } while (source.accept('|'));
        return Fragment.alternatives(branches);
    }

    /** @param first whether flags for the whole expression are still allowed here */
    private Fragment sequence(Flags inherited, boolean first) {
        Flags flags = inherited;
        List<Fragment> parts = new ArrayList<>();
        while (source.peek() != Source.END && source.peek() != '|' && source.peek() != ')') {
            int place = source.position();
            int character = source.next();
            if (flags.verbose() && isSkippedWhenVerbose(character)) {
                continue;
            }
            switch (character) {
                case '\\' -> parts.add(escape(flags));
                case '[' -> parts.add(CharacterClass.read(source, flags));
                case '.' -> parts.add(Fragment.character(flags.dotAll() ? "[\\x{0}-\\x{10FFFF}]" : "[^\\n]"));
                case '^' -> parts.add(Fragment.anchor(flags.multiLine() ? "(?:\\A|(?<=\\n))" : "\\A"));
                case '$' -> parts.add(Fragment.anchor(flags.multiLine() ? "(?=\\n|\\z)" : "(?=\\n?\\z)"));
                case '*', '+', '?', '{' -> repeat(place, character, parts);
                case '(' -> {
                    if (!source.accept('?')) {
                        parts.add(capture(flags, groups.open(null), place));
                    } else if (source.accept('#')) {
                        comment(place);
                    } else if (InlineFlags.startHere(source)) {
                        InlineFlags inline = InlineFlags.read(source);
                        if (!inline.forTheRest()) {
                            Flags inner = flags.with(inline.added(), inline.removed());
                            parts.add(group(inner, place, "(?" + inner.java() + ":"));
                        } else if (first && parts.isEmpty()) {
                            global = global.with(inline.added(), "");
                            flags = global;
                        } else {
                            throw source.errorAt(place, "global flags not at the start of the expression");
                        }
                    } else {
                        parts.add(extension(flags, place));
                    }
                }
                default -> parts.add(Fragment.character(CharacterClass.literal(character)));
            }
        }
        return Fragment.sequence(parts);
    }

    private boolean isSkippedWhenVerbose(int character) {
        if (character == '#') {
            for (int c = source.next(); c != Source.END && c != '\n'; ) {
                c = source.next();
            }
            return true;
        }
        return character == ' ' || (character >= '\t' && character <= '\r');
    }

    private Fragment escape(Flags flags) {
        int place = source.position();
        int character = source.peek();
        if (character == '0') {
            source.next();
            return literal(Escapes.octal(source, place, "0" + source.take(Escapes::isOctal, 2)));
        }
        if (Escapes.isDigit(character)) {
            return numberEscape(place);
        }
        if (CharacterClass.isCategory(character)) {
            return Fragment.character(CharacterClass.category(source.next(), flags));
        }
        return switch (character) {
            case 'A' -> anchor("\\A");
            case 'Z' -> anchor("\\z");
            case 'b' -> {
                source.next();
                yield CharacterClass.wordBoundary(flags);
            }
            case 'B' -> {
                source.next();
                yield CharacterClass.noWordBoundary(flags);
            }
            default -> literal(Escapes.outsideClass(source));
        };
    }

    private Fragment anchor(String java) {
        source.next();
        return Fragment.anchor(java);
    }

    private static Fragment literal(int character) {
        return Fragment.character(CharacterClass.literal(character));
    }

    /** Three octal digits are a character. One or two digits refer to a group. */
    private Fragment numberEscape(int place) {
        String octal = source.take(Escapes::isOctal, 3);
        if (octal.length() == 3) {
            return literal(Escapes.octal(source, place, octal));
        }
        source.back(place);
        return groups.reference(Integer.parseInt(source.take(Escapes::isDigit, 2)));
    }

    private void repeat(int place, int character, List<Fragment> parts) {
        Quantifier quantifier = Quantifier.read(source, character);
        if (quantifier == null) {
            parts.add(literal('{'));
            return;
        }
        if (parts.isEmpty() || parts.get(parts.size() - 1).kind() == Fragment.Kind.ANCHOR) {
            throw source.errorAt(place, "nothing to repeat");
        }
        Fragment last = parts.get(parts.size() - 1);
        if (last.kind() == Fragment.Kind.REPEAT) {
            throw source.errorAt(place, "multiple repeat");
        }
        parts.set(parts.size() - 1, last.repeated(quantifier.min(), quantifier.max(), quantifier.java()));
    }

    private void comment(int place) {
        int c;
        do {
            c = source.next();
            if (c == Source.END) {
                throw source.errorAt(place, "missing ), unterminated comment");
            }
        } while (c != ')');
    }

    private Fragment capture(Flags flags, int number, int place) {
        return groups.close(number, body(flags, place));
    }

    private Fragment group(Flags flags, int place, String open) {
        return body(flags, place).in(open, ")");
    }

    private Fragment body(Flags flags, int place) {
        if (++depth > MAX_DEPTH) {
            throw source.errorAt(place, "more than " + MAX_DEPTH + " nested groups");
        }
        Fragment body = alternatives(flags);
        close(place);
        depth--;
        return body;
    }

    private void close(int place) {
        if (!source.accept(')')) {
            throw source.errorAt(place, "missing ), unterminated subpattern");
        }
    }

    /** The part after {@code (?}, except flags and comments. */
    private Fragment extension(Flags flags, int place) {
        int character = source.next();
        return switch (character) {
            case Source.END -> throw source.error("unexpected end of pattern");
            case ':' -> group(flags, place, "(?:");
            case '>' -> group(flags, place, "(?>");
            case '=' -> lookAround(flags, place, "(?=");
            case '!' -> lookAround(flags, place, "(?!");
            case '<' -> lookBehind(flags, place);
            case '(' -> conditional(flags, place);
            case 'P' -> named(flags, place);
            default -> throw unknown(place, Character.toString(character));
        };
    }

    private Fragment named(Flags flags, int place) {
        int character = source.next();
        if (character == '<') {
            String name = source.takeName('>');
            groups.checkName(name);
            return capture(flags, groups.open(name), place);
        }
        if (character == '=') {
            return groups.reference(source.takeName(')'));
        }
        throw unknown(place, character == Source.END ? "P" : "P" + Character.toString(character));
    }

    private Fragment lookAround(Flags flags, int place, String open) {
        return Fragment.empty(group(flags, place, open).java());
    }

    private Fragment lookBehind(Flags flags, int place) {
        int character = source.next();
        if (character != '=' && character != '!') {
            throw unknown(place, "<" + (character == Source.END ? "" : Character.toString(character)));
        }
        boolean outermost = groups.enterLookBehind();
        Fragment body = group(flags, place, "(?<" + Character.toString(character));
        if (outermost) {
            groups.leaveLookBehind();
        }
        if (!body.fixedWidth()) {
            throw source.errorAt(place, "look-behind requires fixed-width pattern");
        }
        return Fragment.empty(body.java());
    }

    private Fragment conditional(Flags flags, int place) {
        int number = groups.condition(source.takeName(')'));
        Fragment yes = sequence(flags, false);
        Fragment no = source.accept('|') ? sequence(flags, false) : Fragment.empty("");
        if (source.peek() == '|') {
            throw source.error("conditional backref with more than two branches");
        }
        close(place);
        String set = "\\k<set" + number + ">";
        return Fragment.alternatives(List.of(yes.in(set, ""), no.in("(?!" + set + ")", "")))
                .in("(?:", ")");
    }

    private IllegalArgumentException unknown(int place, String extension) {
        return source.errorAt(place, "unknown extension ?" + extension);
    }
}
