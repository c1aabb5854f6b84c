package org.ztpserver.resource.pool;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.ztpserver.core.fault.Findings;
import org.ztpserver.core.node.IdentifierScheme;
import org.ztpserver.core.node.Printable;
import org.ztpserver.core.pool.Pool;
import org.ztpserver.core.site.FilePath;
import org.ztpserver.resource.Owners;
import org.ztpserver.site.DataRoot;

/** Checks every file in {@code resources/}. */
public final class PoolValidation {

    private PoolValidation() {}

    /** Adds findings for invalid pools, and for owners that have two values of one pool under the same name. */
    public static void check(DataRoot root, IdentifierScheme scheme, Findings findings) {
        UnaryOperator<String> normalize = Owners.normalizer(scheme);
        for (String name : PoolStore.names(root)) {
            String file = FilePools.FOLDER + "/" + name;
            Path path = root.file(FilePools.FOLDER, FilePath.parse(name)).orElse(null);
            if (path == null) {
                findings.in(file).add(0, "leads out of the data root: the server does not follow it");
                continue;
            }
            DataRoot.readIfThere(path)
                    .ifPresent(bytes -> findings.collect(() ->
                            checkOwners(PoolFile.parse(file, bytes, normalize).pool(), normalize, findings.in(file))));
        }
    }

    private static void checkOwners(Pool pool, UnaryOperator<String> normalize, Findings findings) {
        Map<String, Integer> first = new HashMap<>();
        for (int i = 0; i < pool.size(); i++) {
            String owner = pool.owner(i);
            Integer before = owner == null ? null : first.putIfAbsent(normalize.apply(owner), i);
            if (owner != null && before != null) {
                findings.add(
                        0,
                        Printable.quote(owner) + " has both " + pool.value(before) + " and " + pool.value(i)
                                + ": free one, or change one owner to " + owner + "#NAME");
            }
        }
    }
}
