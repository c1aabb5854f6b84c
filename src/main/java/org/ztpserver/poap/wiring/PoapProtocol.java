package org.ztpserver.poap.wiring;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ztpserver.poap.disk.PoapRecords;
import org.ztpserver.poap.disk.PoapScriptOnDisk;
import org.ztpserver.poap.disk.PoapTemplates;
import org.ztpserver.protocol.DhcpClass;
import org.ztpserver.protocol.Protocol;
import org.ztpserver.protocol.ProtocolService;
import org.ztpserver.protocol.SharedServices;

/** Cisco NX-OS, by POAP (part B of the contract). */
public final class PoapProtocol implements Protocol {

    private final Optional<String> serverUrl;

    /** @param serverUrl the setting {@code server_url}, without a slash at the end */
    public PoapProtocol(Optional<String> serverUrl) {
        this.serverUrl = serverUrl;
    }

    @Override
    public String name() {
        return "poap";
    }

    @Override
    public Set<String> firstSegments() {
        return Set.of("poap", "poap_script.py", "conf", "progress");
    }

    @Override
    public List<String> folders() {
        return List.of(PoapRecords.FOLDER);
    }

    @Override
    public List<String> writableFolders() {
        return List.of(PoapRecords.FOLDER, PoapTemplates.FOLDER);
    }

    @Override
    public DhcpClass dhcp() {
        return new DhcpClass(
                "nxos",
                "NX-OS fetches its script by TFTP.",
                "Cisco N",
                new DhcpClass.Boot.Tftp(PoapScriptOnDisk.NAME, PoapTemplates.FOLDER),
                // Type 0, and the serial number in ASCII.
                Optional.of(serial -> ("\0" + serial).getBytes(StandardCharsets.US_ASCII)));
    }

    @Override
    public ProtocolService open(SharedServices shared) {
        return new PoapService(serverUrl, shared);
    }
}
