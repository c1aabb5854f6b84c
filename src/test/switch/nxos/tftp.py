"""A TFTP client (RFC 1350, octet mode, reading only). Runs on Python 2.7 and 3, as the script under test does."""

import socket
import struct

DATA, ACK, ERROR = 3, 4, 5
BLOCK = 512  # bytes
TIMEOUT = 1.0  # seconds
TRIES = 5


class TftpError(Exception):
    """The server's error message, or silence."""


def read(host, port, path, write):
    """Hands the file's bytes to write(), block by block."""
    family, _, _, _, address = socket.getaddrinfo(host, port, 0, socket.SOCK_DGRAM)[0]
    client = socket.socket(family, socket.SOCK_DGRAM)
    try:
        client.settimeout(TIMEOUT)
        packet = struct.pack("!H", 1) + path.encode("utf-8") + b"\0octet\0"
        expected = 1
        while True:
            kind, number, payload, address = exchange(client, packet, address, expected)
            if kind == ERROR:
                raise TftpError(payload.rstrip(b"\0").decode("utf-8", "replace"))
            write(payload)
            packet = struct.pack("!HH", ACK, number)
            if len(payload) < BLOCK:
                client.sendto(packet, address)
                return
            expected = (expected + 1) % 65536
    finally:
        client.close()


def exchange(client, packet, address, expected):
    """Sends the packet until the expected block or an error comes back. The first answer tells the server's port."""
    for _ in range(TRIES):
        client.sendto(packet, address)
        try:
            while True:
                answer, sender = client.recvfrom(4 + BLOCK)
                kind, number = struct.unpack("!HH", answer[:4])
                if kind == ERROR or (kind == DATA and number == expected):
                    return kind, number, answer[4:], sender
        except socket.timeout:
            pass
    raise TftpError("Connection timed out")
