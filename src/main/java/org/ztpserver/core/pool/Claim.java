package org.ztpserver.core.pool;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ztpserver.core.node.NodeId;

/**
 * The argument of a call to a pool: {@code pool}, or {@code pool#name} if a node needs several values of one pool
 * (contract A7).
 *
 * @param pool the name of the pool
 * @param name distinguishes the values of one node; empty if it needs only one
 */
public record Claim(String pool, Optional<String> name) {

    private static final Pattern FORM = Pattern.compile("([^#]+)(?:#([A-Za-z0-9._-]+))?");

    /** @throws IllegalArgumentException if the argument has another form */
    public static Claim parse(String argument) {
        Matcher form = FORM.matcher(argument);
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "must be the name of a pool, or POOL#NAME with letters, digits and . _ -");
        }
        return new Claim(form.group(1), Optional.ofNullable(form.group(2)));
    }

    /** The owner as the pool has it: {@code <node id>} or {@code <node id>#<name>}. */
    public String owner(NodeId id) {
        return name.map(suffix -> id + "#" + suffix).orElse(id.value());
    }
}
