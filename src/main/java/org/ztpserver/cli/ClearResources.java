package org.ztpserver.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Optional;
import org.ztpserver.core.node.NodeId;
import org.ztpserver.resource.pool.FilePools;

/** {@code --clear-resources}: frees the values of file pools after confirmation. */
public final class ClearResources {

    private final FilePools pools;
    private final BufferedReader in;
    private final PrintWriter out;

    public ClearResources(FilePools pools, BufferedReader in, PrintWriter out) {
        this.pools = pools;
        this.in = in;
        this.out = out;
    }

    /**
     * @param yes whether to skip the confirmation
     * @return false if the answer was no; nothing has changed then
     */
    public boolean run(Optional<String> pool, Optional<NodeId> node, boolean yes) throws IOException {
        int taken = pools.taken(pool, node);
        String what = (taken == 1 ? "1 value" : taken + " values")
                + pool.map(name -> " of pool " + name).orElse(" of all pools")
                + node.map(id -> " that " + id + " has").orElse("");
        if (taken > 0 && !yes && !agreed("Free " + what + "? The switches keep using them. [y/N] ")) {
            out.println("nothing was changed");
            out.flush();
            return false;
        }
        int freed = taken == 0 ? 0 : pools.clear(pool, node);
        out.println(freed + (freed == 1 ? " value is" : " values are") + " free again");
        out.flush();
        return true;
    }

    private boolean agreed(String question) throws IOException {
        out.print(question);
        out.flush();
        String answer = in.readLine();
        return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
    }
}
