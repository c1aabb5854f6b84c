package org.ztpserver.poap.disk;

import java.util.List;
import java.util.Optional;
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

    private final DataRoot root;
    private final ParsedFiles<PodVars> files = new ParsedFiles<>(PodVarsReader::read);

    public PodVarsFile(DataRoot root) {
        this.root = root;
    }

    @Override
    public long switches() {
        return root.switches();
    }

    @Override
    public PodVars read() {
        return root.file(PATH).flatMap(file -> files.get(PATH.toString(), file)).orElse(NONE);
    }
}
