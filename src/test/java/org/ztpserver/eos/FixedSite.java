package org.ztpserver.eos;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ztpserver.core.fault.ProvisioningException;
import org.ztpserver.core.node.IdentifierScheme;
import org.ztpserver.core.site.FilePath;
import org.ztpserver.core.site.Finding;
import org.ztpserver.core.topology.Neighbordb;
import org.ztpserver.core.topology.NodePattern;

/** What an operator wrote, and does not change. */
final class FixedSite implements Site {

    private final Neighbordb neighbordb;
    private final Map<String, String> files = new HashMap<>();
    private final Set<String> broken = new HashSet<>();

    FixedSite(NodePattern... patterns) {
        neighbordb = new Neighbordb(List.of(patterns), IdentifierScheme.SERIALNUMBER);
    }

    /** @param path {@code definitions/...} or {@code config-handlers/...} */
    FixedSite with(String path, String text) {
        files.put(path, text);
        return this;
    }

    /** @param path as above, or {@code neighbordb} */
    FixedSite withBroken(String path) {
        broken.add(path);
        return with(path, "");
    }

    @Override
    public Site now() {
        return this;
    }

    @Override
    public Neighbordb neighbordb() {
        check("neighbordb");
        return neighbordb;
    }

    @Override
    public Optional<byte[]> definition(FilePath path) {
        return read("definitions/" + path);
    }

    @Override
    public Optional<byte[]> configHandler(FilePath path) {
        return read("config-handlers/" + path);
    }

    private Optional<byte[]> read(String path) {
        check(path);
        return Optional.ofNullable(files.get(path)).map(text -> text.getBytes(UTF_8));
    }

    private void check(String path) {
        if (broken.contains(path)) {
            throw ProvisioningException.invalidFile(new Finding(path, 1, "is broken"));
        }
    }
}
