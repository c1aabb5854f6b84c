package org.ztpserver.protocol;

/** An option of DHCP that leads switches to the server. Each flavor of DHCP server has its own name for it. */
public enum DhcpOption {
    /** Option 66 (RFC 2132 9.4), a text. */
    TFTP_SERVER_NAME,
    /** Option 150 (RFC 5859), a list of addresses. */
    TFTP_SERVER_ADDRESS,
    /** Option 67 (RFC 2132 9.5), a text: a path, or a URL. */
    BOOT_FILE_NAME
}
