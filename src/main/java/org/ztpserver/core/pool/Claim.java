package org.ztpserver.core.pool;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ztpserver.core.node.NodeId;

/**
 * What a definition asks of a pool: {@code pool}, or {@code pool#name} where a node needs several of its values (contract
 * A7).
 *
 * @param pool the pool's name
 * @param name tells the values of one node apart; empty for the only one
 */
public record Claim(String pool, Optional<String> name) {

    private static final Pattern FORM = Pattern.compile("([^#]+)(?:#([A-Za-z0-9._-]+))?");

    /** @throws IllegalArgumentException when it has another form */
    public static Claim parse(String argument) {
        Matcher form = FORM.matcher(argument);
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "allowed is the name of a pool, or POOL#NAME with letters, digits and . _ -");
        }
        return new Claim(form.group(1), Optional.ofNullable(form.group(2)));
    }

    /** How the owner is written in the pool: {@code <node id>} or {@code <node id>#<name>}. */
    public String owner(NodeId id) {
        return name.map(suffix -> id + "#" + suffix).orElse(id.value());
    }
}
