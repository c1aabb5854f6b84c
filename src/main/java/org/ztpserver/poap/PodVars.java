package org.ztpserver.poap;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ztpserver.core.fault.FaultKind;
import org.ztpserver.core.fault.ProvisioningException;
import org.ztpserver.core.node.MacAddress;
import org.ztpserver.core.node.Printable;
import org.ztpserver.core.node.SerialNumber;
import org.ztpserver.core.site.Finding;
import org.ztpserver.core.topology.regex.PythonRegex;
import org.ztpserver.core.topology.regex.RunawayRegexException;

/**
 * The content of {@code poap/podvars.yml}: the pod, and an entry for each switch (contract B).
 *
 * <p>A fault in an entry affects only the switches of this entry.
 */
public final class PodVars {

    /**
     * The values that all switches share.
     *
     * @param tftpServer as the switches reach it; empty if the site has none
     * @param httpServer {@code host:port[/prefix]}; empty if it follows from the server's URL
     */
    public record Pod(Optional<String> tftpServer, Optional<String> httpServer) {}

    /** The switches that an entry is for. */
    public sealed interface Id {

        /** A serial number, or a MAC address in any notation. */
        record Exact(String text) implements Id {}

        /** All serial numbers whose beginning matches the expression. */
        record Pattern(PythonRegex regex) implements Id {}

        /** A pattern that can't be parsed. It could be for any switch that no earlier entry is for. */
        record Broken() implements Id {}
    }

    /**
     * One item of {@code switches}.
     *
     * @param line of the file, counted from 1
     * @param variables of the template: the keys of the item, and the defaults of the pod
     * @param faults the faults that make the entry unusable; empty for most
     */
    public record Entry(int line, Id id, Map<String, @Nullable Object> variables, List<Finding> faults) {
        public Entry {
            variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
            faults = List.copyOf(faults);
        }
    }

    private final String file;
    private final Pod pod;
    private final EntryTable entries;
    private final List<Finding> podFaults;
    private final List<Finding> otherFaults;

    /**
     * @param file its path below the data root, for messages
     * @param entries nobody adds to them from now on
     * @param podFaults faults that affect all switches
     * @param otherFaults faults that affect no switch: unknown keys, items without a usable id
     */
    public PodVars(String file, Pod pod, EntryTable entries, List<Finding> podFaults, List<Finding> otherFaults) {
        this.file = file;
        this.pod = pod;
        this.entries = entries;
        this.podFaults = List.copyOf(podFaults);
        this.otherFaults = List.copyOf(otherFaults);
    }

    /** The path of the file below the data root. */
    public String file() {
        return file;
    }

    public Pod pod() {
        return pod;
    }

    /** In the order of the file. */
    public List<Entry> entries() {
        return entries.all();
    }

    /**
     * Finds the entry of a switch: by serial number or MAC address, else the first pattern that matches the serial number.
     *
     * @param mac empty if the switch has not registered yet
     * @throws ProvisioningException (UNKNOWN_SWITCH) if there is none
     * @throws ProvisioningException (INVALID_FILE) if the entry is unusable, or two entries are for this switch
     */
    public Entry find(SerialNumber serial, Optional<MacAddress> mac) {
        throwAny(podFaults);
        Entry entry = exact(serial, mac)
                .or(() -> byPattern(serial))
                .orElseThrow(() -> new ProvisioningException(
                        FaultKind.UNKNOWN_SWITCH,
                        "no entry of " + file
                                + " is for the switch with serial number " + serial
                                + mac.map(address -> " and MAC address " + address)
                                        .orElse("")
                                + hint()));
        throwAny(entry.faults());
        return entry;
    }

    private Optional<Entry> exact(SerialNumber serial, Optional<MacAddress> mac) {
        List<Entry> hits = entries.of(serial, mac);
        if (hits.size() > 1) {
            String lines =
                    hits.stream().map(hit -> Integer.toString(hit.line())).collect(Collectors.joining(" and "));
            throw ProvisioningException.invalidFile(new Finding(
                    file,
                    hits.get(0).line(),
                    "the entries in lines " + lines + " are both for switch " + serial + ": remove all but one"));
        }
        return hits.stream().findFirst();
    }

    private Optional<Entry> byPattern(SerialNumber serial) {
        for (Entry entry : entries.patterns()) {
            throwAny(entry.id() instanceof Id.Broken ? entry.faults() : List.of());
            if (entry.id() instanceof Id.Pattern pattern && matches(entry, pattern.regex(), serial)) {
                return Optional.of(entry);
            }
        }
        return Optional.empty();
    }

    private boolean matches(Entry entry, PythonRegex regex, SerialNumber serial) {
        try {
            return regex.matchesStartOf(serial.value());
        } catch (RunawayRegexException e) {
            throw ProvisioningException.invalidFile(new Finding(file, entry.line(), String.valueOf(e.getMessage())));
        }
    }

    /** A typo elsewhere in the file may be the reason that no entry is found. */
    private String hint() {
        return otherFaults.stream()
                .findFirst()
                .map(fault -> "; the file has an error: " + fault)
                .orElse("");
    }

    /** All findings, in the order of the file. */
    public List<Finding> findings() {
        List<Finding> all = new ArrayList<>(otherFaults);
        all.addAll(podFaults);
        Map<Object, Integer> firstLines = new HashMap<>();
        for (Entry entry : entries()) {
            all.addAll(entry.faults());
            if (entry.id() instanceof Id.Exact id) {
                Stream.concat(Stream.of(EntryTable.serialKey(id.text())), EntryTable.mac(entry).stream())
                        .map(key -> firstLines.putIfAbsent(key, entry.line()))
                        .filter(Objects::nonNull)
                        .forEach(first -> all.add(duplicate(entry, id, first)));
            }
        }
        return all.stream()
                .distinct()
                .sorted(Comparator.comparingInt(Finding::line))
                .toList();
    }

    private Finding duplicate(Entry again, Id.Exact id, int first) {
        return new Finding(
                file,
                again.line(),
                "duplicate id " + Printable.quote(id.text()) + ", first in line " + first + ": remove one");
    }

    private static void throwAny(List<Finding> faults) {
        if (!faults.isEmpty()) {
            throw ProvisioningException.invalidFile(faults);
        }
    }
}
