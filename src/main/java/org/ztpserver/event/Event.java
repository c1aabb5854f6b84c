package org.ztpserver.event;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that happened while a switch was provisioned.
 *
 * @param address of the client whose request it was, as {@code http.ClientAddress} has it; empty when it was no request
 * @param node its identifier or serial number, as soon as it is known
 */
public record Event(Instant time, Optional<String> address, Optional<String> node, Happening what) {}
