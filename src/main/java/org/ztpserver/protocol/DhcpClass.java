package org.ztpserver.protocol;

import java.util.Optional;
import org.ztpserver.core.node.SerialNumber;

/**
 * How a family of switches is told apart in DHCP, and what it is told.
 *
 * @param name of the class: {@code eos}
 * @param note a sentence about these switches, for the operator who reads the configuration
 * @param vendorClass what option 60 (RFC 2132 9.13) begins with
 * @param boot where the switches find the first thing that they run
 * @param clientIdentifier what option 61 (RFC 2132 9.14) of a switch is, if it follows from the serial number
 */
public record DhcpClass(
        String name, String note, String vendorClass, Boot boot, Optional<ClientIdentifier> clientIdentifier) {

    /** Where a switch finds the first thing that it runs. */
    public sealed interface Boot {

        /**
         * By HTTP: option 67 is a URL.
         *
         * @param path below the server's URL, with a slash at the beginning
         */
        record Url(String path) implements Boot {}

        /**
         * By TFTP: options 66 and 150 are the server, option 67 is the file.
         *
         * @param folder the TFTP root, below the data root
         */
        record Tftp(String file, String folder) implements Boot {}
    }

    /** The client identifier of a switch. */
    public interface ClientIdentifier {

        byte[] of(SerialNumber serial);
    }
}
