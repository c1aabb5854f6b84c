package org.ztpserver.repository;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ztpserver.provisioning.FilePath;
import org.ztpserver.provisioning.PodVars;
import org.ztpserver.provisioning.PodVarsSource;

/** {@code poap/podvars.yml} on disk. */
public final class PodVarsFile implements PodVarsSource {

    static final FilePath PATH = FilePath.parse("poap/podvars.yml");

    private static final PodVars NONE = new PodVars(
            PATH.toString(), new PodVars.Pod(Optional.empty(), Optional.empty()), List.of(), List.of(), List.of());

    private record Parsed(byte[] bytes, PodVars podVars) {}

    private final DataRoot root;
    private final ParsedFiles<PodVars> files = new ParsedFiles<>((path, bytes) -> parse(bytes));
    private volatile @Nullable Parsed last;

    public PodVarsFile(DataRoot root) {
        this.root = root;
    }

    @Override
    public PodVars read() {
        return root.file(PATH).map(files::get).orElse(NONE);
    }

    /** For some seconds after an edit the file is read at each request; a large one is still parsed once only. */
    private PodVars parse(byte[] bytes) {
        Parsed known = last;
        if (known != null && Arrays.equals(known.bytes, bytes)) {
            return known.podVars;
        }
        PodVars podVars = PodVarsReader.read(PATH.toString(), bytes);
        last = new Parsed(bytes, podVars);
        return podVars;
    }
}
