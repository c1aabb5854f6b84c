package org.ztpserver.eos.wiring;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ztpserver.protocol.DhcpClass;
import org.ztpserver.protocol.Protocol;
import org.ztpserver.protocol.ProtocolService;
import org.ztpserver.protocol.SharedServices;

/** Arista EOS, by the protocol of ZTPServer (part A of the contract). */
public final class EosProtocol implements Protocol {

    private final EosSettings settings;

    public EosProtocol(EosSettings settings) {
        this.settings = settings;
    }

    @Override
    public String name() {
        return "eos";
    }

    @Override
    public Set<String> firstSegments() {
        return Set.of("bootstrap", "nodes", "actions");
    }

    @Override
    public List<String> folders() {
        return List.of("actions", "bootstrap", "config-handlers", "definitions", "nodes");
    }

    @Override
    public List<String> writableFolders() {
        return List.of("nodes");
    }

    @Override
    public DhcpClass dhcp() {
        return new DhcpClass(
                name(),
                "EOS identifies itself as Arista;<model>;<version>;<serial number>. It runs the script at this URL.",
                "Arista",
                new DhcpClass.Boot.Url("/bootstrap"),
                Optional.empty());
    }

    @Override
    public ProtocolService open(SharedServices shared) {
        return new EosService(settings, shared);
    }
}
