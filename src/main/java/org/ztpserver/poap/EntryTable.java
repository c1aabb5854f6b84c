package org.ztpserver.poap;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ztpserver.core.node.MacAddress;
import org.ztpserver.core.node.SerialNumber;

/**
 * The entries of podvars.yml in the order of the file. A large site has tens of thousands, and a switch asks for one. So
 * an ordinary entry is kept packed, in a fraction of its memory, and unpacked whenever somebody asks for it.
 *
 * <p>When the last entry is added, several threads can read it at once.
 */
public final class EntryTable {

    private final ValuePacker packer = new ValuePacker();
    /** Each is packed, or an {@link PodVars.Entry} as it is. */
    private final List<Object> entries = new ArrayList<>();

    private final HashIndex bySerial = new HashIndex();
    private final HashIndex byMac = new HashIndex();
    private final List<PodVars.Entry> patterns = new ArrayList<>();

    public void add(PodVars.Entry entry) {
        int number = entries.size();
        if (entry.id() instanceof PodVars.Id.Exact exact) {
            entries.add(entry.faults().isEmpty() ? pack(exact, entry) : entry);
            bySerial.add(serialKey(exact.text()), number);
            MacAddress.find(exact.text()).ifPresent(mac -> byMac.add(mac, number));
        } else {
            entries.add(entry);
            patterns.add(entry);
        }
    }

    private byte[] pack(PodVars.Id.Exact id, PodVars.Entry entry) {
        return packer.pack(Arrays.asList(id.text(), Integer.toString(entry.line()), entry.variables()));
    }

    private PodVars.Entry entry(int number) {
        return entries.get(number) instanceof byte[] packed ? unpack(packed) : (PodVars.Entry) entries.get(number);
    }

    @SuppressWarnings("unchecked") // the entry was packed with such a map
    private PodVars.Entry unpack(byte[] packed) {
        List<?> parts = (List<?>) Objects.requireNonNull(packer.unpack(packed));
        return new PodVars.Entry(
                Integer.parseInt((String) parts.get(1)),
                new PodVars.Id.Exact((String) parts.get(0)),
                (Map<String, @Nullable Object>) parts.get(2),
                List.of());
    }

    /** All entries in the order of the file, as a view. */
    List<PodVars.Entry> all() {
        return new AbstractList<>() {
            @Override
            public PodVars.Entry get(int number) {
                return entry(number);
            }

            @Override
            public int size() {
                return entries.size();
            }
        };
    }

    /** The entries that are not for one switch, in the order of the file. */
    List<PodVars.Entry> patterns() {
        return Collections.unmodifiableList(patterns);
    }

    /** The entries with exactly this serial number, in upper or lower case, or this MAC address. */
    List<PodVars.Entry> of(SerialNumber serial, Optional<MacAddress> mac) {
        String key = serialKey(serial.value());
        Stream<PodVars.Entry> ofSerial = bySerial.candidates(key)
                .mapToObj(this::entry)
                .filter(entry -> entry.id() instanceof PodVars.Id.Exact id && key.equals(serialKey(id.text())));
        Stream<PodVars.Entry> ofMac = mac.stream()
                .flatMap(address -> byMac.candidates(address)
                        .mapToObj(this::entry)
                        .filter(entry -> address.equals(mac(entry).orElse(null))));
        return Stream.concat(ofSerial, ofMac).distinct().toList();
    }

    /** The form in which all spellings of a serial number are equal. */
    static String serialKey(String serial) {
        return serial.toUpperCase(Locale.ROOT);
    }

    /** The identifier as a MAC address, if it is one. */
    static Optional<MacAddress> mac(PodVars.Entry entry) {
        return entry.id() instanceof PodVars.Id.Exact id ? MacAddress.find(id.text()) : Optional.empty();
    }
}
