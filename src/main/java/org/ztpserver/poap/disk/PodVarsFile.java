package org.ztpserver.poap.disk;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ztpserver.core.site.FilePath;
import org.ztpserver.poap.EntryTable;
import org.ztpserver.poap.PodVars;
import org.ztpserver.poap.PodVarsSource;
import org.ztpserver.site.DataRoot;
import org.ztpserver.site.ParsedFiles;

/** {@code poap/podvars.yml} on disk. */
public final class PodVarsFile implements PodVarsSource {

    public static final FilePath PATH = FilePath.parse(PoapRecords.FOLDER + "/podvars.yml");

    private static final PodVars NONE = new PodVars(
            PATH.toString(),
            new PodVars.Pod(Optional.empty(), Optional.empty()),
            new EntryTable(),
            List.of(),
            List.of());

    private record Parsed(byte[] bytes, PodVars podVars) {}

    private final DataRoot root;
    private final ParsedFiles<PodVars> files = new ParsedFiles<>((path, bytes) -> parse(bytes));
    private volatile @Nullable Parsed last;

    public PodVarsFile(DataRoot root) {
        this.root = root;
    }

    @Override
    public PodVars read() {
        return root.file(PATH).flatMap(files::get).orElse(NONE);
    }

    /** For some seconds after an edit, each request reads the file again; equal bytes are not parsed again. */
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
