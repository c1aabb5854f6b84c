package org.ztpserver.core.topology.regex;

import org.ztpserver.core.node.Printable;

/**
 * A regular expression backtracks without end on a text, because of nested repeats such as {@code (a*)*b}. The message
 * contains the expression and is safe to show.
 */
public final class RunawayRegexException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RunawayRegexException(String source, Throwable cause) {
        super(
                "the regular expression " + Printable.quote(source)
                        + " takes too many steps: write it with fewer repeats",
                cause);
    }
}
