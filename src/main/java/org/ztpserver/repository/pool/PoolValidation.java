package org.ztpserver.repository.pool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.ztpserver.core.node.IdentifierScheme;
import org.ztpserver.core.node.Printable;
import org.ztpserver.core.pool.Pool;
import org.ztpserver.provisioning.FilePath;
import org.ztpserver.provisioning.Finding;
import org.ztpserver.provisioning.InvalidFileException;
import org.ztpserver.repository.DataRoot;

/** Looks at every file in {@code resources/}. */
public final class PoolValidation {

    private PoolValidation() {}

    /** What is no pool, and owners that have two values of one pool under one name. */
    public static List<Finding> findings(DataRoot root, IdentifierScheme scheme) {
        List<Finding> findings = new ArrayList<>();
        for (String name : PoolStore.names(root)) {
            String file = FilePools.FOLDER + "/" + name;
            try {
                Path path = root.file(FilePools.FOLDER, FilePath.parse(name))
                        .orElseThrow(() -> new InvalidFileException(
                                new Finding(file, 0, "leads out of the data root: the server does not follow it")));
                UnaryOperator<String> normalize = Owners.normalizer(scheme);
                Pool pool = PoolFile.parse(file, Files.readAllBytes(path), normalize)
                        .pool();
                findings.addAll(twice(file, pool, normalize));
            } catch (InvalidFileException e) {
                findings.addAll(e.findings());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return findings;
    }

    private static List<Finding> twice(String file, Pool pool, UnaryOperator<String> normalize) {
        List<Finding> findings = new ArrayList<>();
        Map<String, Integer> first = new HashMap<>();
        for (int i = 0; i < pool.size(); i++) {
            String owner = pool.owner(i);
            Integer before = owner == null ? null : first.putIfAbsent(normalize.apply(owner), i);
            if (owner != null && before != null) {
                findings.add(new Finding(
                        file,
                        0,
                        Printable.quote(owner) + " has both " + pool.value(before) + " and " + pool.value(i)
                                + ": free one, or give it another name with " + owner + "#NAME"));
            }
        }
        return findings;
    }
}
