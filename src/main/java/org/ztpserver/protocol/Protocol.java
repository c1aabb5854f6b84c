package org.ztpserver.protocol;

import java.util.List;
import java.util.Set;

/**
 * A family of switches and everything that is specific to its provisioning. The wiring has a list of protocols.
 * Apart from the commands, no other part of the server knows one of them ({@code docs/architecture.md}, adding a protocol).
 */
public interface Protocol {

    /** A short name in lower case, for messages: {@code eos}. */
    String name();

    /**
     * The first segments of the protocol's paths below the context path. No other protocol can treat them as the name
     * of a switch.
     */
    Set<String> firstSegments();

    /** Its folders in the data root. The starter site contains them with the files of the protocol. */
    List<String> folders();

    /** Those of its folders that the server writes to. */
    List<String> writableFolders();

    /** The DHCP options for these switches. */
    DhcpClass dhcp();

    /** Creates the protocol's part of a server. Has no side effects. */
    ProtocolService open(SharedServices shared);
}
