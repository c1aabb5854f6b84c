package org.ztpserver.poap;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ztpserver.core.site.Finding;

/** podvars.yml as a test says it: each entry is a line of the file. */
final class FixedPodVars implements PodVarsSource {

    private final EntryTable entries = new EntryTable();
    private final List<Finding> faults = new ArrayList<>();
    private @Nullable FixedPodVars following;
    private long switches;
    private PodVars.Pod pod = new PodVars.Pod(Optional.empty(), Optional.empty());

    FixedPodVars pod(@Nullable String tftpServer, @Nullable String httpServer) {
        pod = new PodVars.Pod(Optional.ofNullable(tftpServer), Optional.ofNullable(httpServer));
        return this;
    }

    /** Adds the next line: an entry for a serial number or a MAC address. */
    FixedPodVars with(String id, Map<String, ? extends @Nullable Object> variables) {
        int line = entries.all().size() + 1;
        entries.add(new PodVars.Entry(line, new PodVars.Id.Exact(id), Map.copyOf(variables), List.of()));
        return this;
    }

    /** Makes the file one that no switch can use. */
    FixedPodVars withFault(String message) {
        faults.add(new Finding("poap/podvars.yml", 1, message));
        return this;
    }

    /** Switches the site to the next release right after the first one was read. */
    FixedPodVars untilSwitchedTo(FixedPodVars next) {
        following = next;
        return this;
    }

    @Override
    public long switches() {
        return switches;
    }

    @Override
    public PodVars read() {
        if (switches > 0 && following != null) {
            return following.read();
        }
        switches += following == null ? 0 : 1;
        return new PodVars("poap/podvars.yml", pod, entries, faults, List.of());
    }
}
