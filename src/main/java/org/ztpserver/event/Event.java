package org.ztpserver.event;

import java.time.Instant;
import java.util.Optional;

/**
 * An event in the provisioning of a switch.
 *
 * @param address the address of the client, from {@code http.ClientAddress}; empty if there was no request
 * @param node the identifier or serial number, if known
 */
public record Event(Instant time, Optional<String> address, Optional<String> node, Happening what) {}
