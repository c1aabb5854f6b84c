package org.ztpserver.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Switches that power up at a fixed rate, however fast the server answers. Each sends its requests one after the other,
 * each on a connection of its own; one that is told to come back does not.
 */
final class OpenLoop {

    private static final long GIVE_UP_NANOS = 30_000_000_000L;

    private final InetSocketAddress server;
    private final String path;
    private final String prefix;
    private final Selector selector;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 18);
    private int running;

    final List<Double> milliseconds = new ArrayList<>();
    int provisioned;
    int toldToComeBack;
    int broken;

    /** @param prefix of the switches' serial numbers */
    OpenLoop(URI base, String prefix) throws IOException {
        this.prefix = prefix;
        server = new InetSocketAddress(base.getHost(), base.getPort());
        path = base.getPath();
        selector = Selector.open();
    }

    /** Boots so many switches, evenly within this time, and waits until the last one has its last answer. */
    void run(int switches, double seconds) throws IOException {
        long begin = System.nanoTime();
        int started = 0;
        while (started < switches || running > 0) {
            long now = System.nanoTime();
            while (started < switches && now - begin >= started * seconds * 1e9 / switches) {
                running++;
                next(new Boot(prefix + started++));
            }
            selector.select(1);
            for (SelectionKey key : selector.selectedKeys()) {
                go((Boot) key.attachment(), key);
            }
            selector.selectedKeys().clear();
            if (now - begin > seconds * 1e9 + GIVE_UP_NANOS) {
                broken += running;
                return;
            }
        }
    }

    private void next(Boot boot) {
        try {
            SocketChannel channel = SocketChannel.open();
            channel.configureBlocking(false);
            boot.begin = System.nanoTime();
            boot.head = null;
            channel.connect(server);
            channel.register(selector, SelectionKey.OP_CONNECT, boot);
        } catch (IOException e) {
            broken++;
            running--;
        }
    }

    private void go(Boot boot, SelectionKey key) throws IOException {
        SocketChannel channel = (SocketChannel) key.channel();
        try {
            if (key.isConnectable() && channel.finishConnect()) {
                channel.write(ByteBuffer.wrap(boot.request(path).getBytes(StandardCharsets.US_ASCII)));
                key.interestOps(SelectionKey.OP_READ);
            } else if (key.isReadable()) {
                buffer.clear();
                int read = channel.read(buffer);
                if (read > 0 && boot.head == null) {
                    byte[] status = new byte[Math.min(12, read)];
                    buffer.flip().get(status);
                    boot.head = new String(status, StandardCharsets.US_ASCII);
                } else if (read < 0) {
                    channel.close();
                    answered(boot);
                }
            }
        } catch (IOException e) {
            channel.close();
            broken++;
            running--;
        }
    }

    private void answered(Boot boot) {
        milliseconds.add((System.nanoTime() - boot.begin) / 1e6);
        String head = boot.head == null ? "" : boot.head;
        if (head.startsWith("HTTP/1.1 2")) {
            boot.step++;
            if (boot.step < Boot.STEPS) {
                next(boot);
                return;
            }
            provisioned++;
        } else if (head.equals("HTTP/1.1 503")) {
            toldToComeBack++;
        } else {
            broken++;
        }
        running--;
    }

    private static final class Boot {

        static final int STEPS = 7;

        private final String serial;
        private int step;
        private long begin;
        private @Nullable String head;

        Boot(String serial) {
            this.serial = serial;
        }

        String request(String path) {
            String report = "{\"model\": \"vEOS\", \"serialnumber\": \"" + serial + "\", \"neighbors\": {}}";
            return switch (step) {
                case 0 -> get(path, "/bootstrap");
                case 1 -> get(path, "/bootstrap/config");
                case 2 ->
                    "POST " + path + "/nodes HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: "
                            + report.length() + "\r\n\r\n" + report;
                case 3 -> get(path, "/nodes/" + serial);
                case 4 -> get(path, "/actions/add_config");
                case 5 -> get(path, "/meta/files/config");
                default -> get(path, "/files/config");
            };
        }

        private static String get(String path, String of) {
            return "GET " + path + of + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
        }
    }
}
