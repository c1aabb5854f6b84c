package org.ztpserver.protocol;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.ztpserver.core.node.SerialNumber;

/**
 * How a DHCP server recognizes a family of switches, and what it tells them.
 *
 * @param name the name of the class: {@code eos}
 * @param note a sentence about these switches, for the operator who reads the configuration
 * @param vendorClass the beginning of option 60 (RFC 2132 9.13)
 * @param boot where the switches find the script that they run first
 * @param clientIdentifier option 61 (RFC 2132 9.14) of a switch, if it follows from the serial number
 */
public record DhcpClass(
        String name, String note, String vendorClass, Boot boot, Optional<ClientIdentifier> clientIdentifier) {

    /** Where a switch finds the script that it runs first. */
    public sealed interface Boot {

        /**
         * The options that say so, in the order in which they are written.
         *
         * @param serverUrl without a slash at the end
         * @param tftpServer an IPv4 address
         */
        Map<DhcpOption, String> options(String serverUrl, String tftpServer);

        /** The folder below the data root that the TFTP server must serve, if these switches use one. */
        Optional<String> tftpFolder();

        /**
         * By HTTP: option 67 is a URL.
         *
         * @param path below the server's URL, with a slash at the beginning
         */
        record Url(String path) implements Boot {

            @Override
            public Map<DhcpOption, String> options(String serverUrl, String tftpServer) {
                return Map.of(DhcpOption.BOOT_FILE_NAME, serverUrl + path);
            }

            @Override
            public Optional<String> tftpFolder() {
                return Optional.empty();
            }
        }

        /**
         * By TFTP: options 66 and 150 are the server, option 67 is the file.
         *
         * @param folder the TFTP root, below the data root
         */
        record Tftp(String file, String folder) implements Boot {

            @Override
            public Map<DhcpOption, String> options(String serverUrl, String tftpServer) {
                Map<DhcpOption, String> options = new EnumMap<>(DhcpOption.class);
                options.put(DhcpOption.TFTP_SERVER_NAME, tftpServer);
                options.put(DhcpOption.TFTP_SERVER_ADDRESS, tftpServer);
                options.put(DhcpOption.BOOT_FILE_NAME, file);
                return options;
            }

            @Override
            public Optional<String> tftpFolder() {
                return Optional.of(folder);
            }
        }
    }

    /** The client identifier of a switch. */
    public interface ClientIdentifier {

        byte[] of(SerialNumber serial);
    }
}
