package org.ztpserver.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** dnsmasq as a TFTP server on a loopback address of its own; it knows no other port than 69, which needs root. */
final class TftpServer implements AutoCloseable {

    private static final int START_TRIES = 100;

    private final Process process;
    private final String address;

    private TftpServer(Process process, String address) {
        this.process = process;
        this.address = address;
    }

    /** Serves a folder, and returns when it answers. */
    static TftpServer start(Path folder) {
        Random random = new Random();
        String address =
                "127." + (1 + random.nextInt(250)) + "." + random.nextInt(250) + "." + (2 + random.nextInt(250));
        try {
            Process process = new ProcessBuilder(List.of(
                            "dnsmasq",
                            "--keep-in-foreground",
                            "--conf-file=/dev/null",
                            "--pid-file=",
                            "--user=" + System.getProperty("user.name"),
                            "--log-facility=-",
                            "--port=0",
                            "--bind-interfaces",
                            "--listen-address=" + address,
                            "--enable-tftp",
                            "--tftp-root=" + folder))
                    .inheritIO()
                    .start();
            TftpServer server = new TftpServer(process, address);
            server.awaitAnswer();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("dnsmasq can't be started: install the package dnsmasq-base", e);
        }
    }

    /** Asks for a file that is not there until the answer says so. */
    private void awaitAnswer() throws IOException {
        byte[] request = "\0\1none\0octet\0".getBytes(StandardCharsets.US_ASCII);
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.setSoTimeout(100);
            for (int tries = 0; tries < START_TRIES && process.isAlive(); tries++) {
                socket.send(new DatagramPacket(request, request.length, InetAddress.getAllByName(address)[0], 69));
                try {
                    socket.receive(new DatagramPacket(new byte[512], 512));
                    return;
                } catch (SocketTimeoutException e) {
                    // not yet
                } catch (IOException e) {
                    // a port where nobody listens may say so
                }
            }
        }
        close();
        throw new IllegalStateException("dnsmasq does not answer on " + address + " port 69: it has to run as root");
    }

    /** Where it listens. */
    String address() {
        return address;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
