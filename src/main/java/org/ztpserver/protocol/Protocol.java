package org.ztpserver.protocol;

import java.util.List;
import java.util.Set;

/**
 * A family of switches, and everything that is special about provisioning them. The wiring holds a list of protocols, and
 * apart from the commands nothing else in the server knows one of them ({@code docs/architecture.md}, adding a protocol).
 */
public interface Protocol {

    /** A short name in lower case, for people: {@code eos}. */
    String name();

    /**
     * What stands first in the protocol's paths, below the context path: no other protocol can take it for a name of a
     * switch.
     */
    Set<String> firstSegments();

    /** Its folders in the data root: the starter site has them, with the files that it ships in them. */
    List<String> folders();

    /** Those of its folders that the server writes into. */
    List<String> writableFolders();

    /** What a DHCP server tells these switches. */
    DhcpClass dhcp();

    /** Makes the protocol's part of a server, without any effect yet. */
    ProtocolService open(SharedServices shared);
}
