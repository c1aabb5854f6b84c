package org.ztpserver.it.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Many clients that open a connection, send a part of a request or all of it, and then read slowly or not at all. They are
 * all of one thread, so that a test can have thousands of them.
 */
public final class SlowClients implements AutoCloseable {

    private static final int ROUND_MILLIS = 200;

    /** Of the system's, so that the server has to wait soon. */
    private static final int RECEIVE_BUFFER = 16 * 1024;

    private final InetSocketAddress server;
    private final List<SocketChannel> all = new ArrayList<>();
    private final List<SocketChannel> readers = new ArrayList<>();
    private final Thread reading = new Thread(this::read, "slow-clients");
    private volatile int bytesEachRound;
    private volatile boolean closed;

    public SlowClients(URI base) {
        this.server = new InetSocketAddress(base.getHost(), base.getPort());
        reading.setDaemon(true);
        reading.start();
    }

    /** The head of a request for this path of the server. */
    public static String get(URI base, String path) {
        return "GET " + base.getPath() + path + " HTTP/1.1\r\nHost: x\r\n\r\n";
    }

    /** The head and the begin of a {@code POST /nodes}. */
    public static String halfAPost(URI base) {
        return "POST " + base.getPath()
                + "/nodes HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n{\"serialnumber\":";
    }

    /** So many clients that send this, and read nothing. */
    public SlowClients stalled(int count, String request) {
        for (int i = 0; i < count; i++) {
            connect(request);
        }
        return this;
    }

    /** So many clients that send this, and read so many bytes a second. */
    public SlowClients reading(int count, String request, int bytesASecond) {
        bytesEachRound = bytesASecond * ROUND_MILLIS / 1_000;
        for (int i = 0; i < count; i++) {
            SocketChannel channel = connect(request);
            synchronized (readers) {
                readers.add(channel);
            }
        }
        return this;
    }

    private SocketChannel connect(String request) {
        try {
            SocketChannel channel = SocketChannel.open();
            all.add(channel);
            channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
            channel.connect(server);
            channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.ISO_8859_1)));
            channel.configureBlocking(false);
            return channel;
        } catch (IOException e) {
            throw new UncheckedIOException("client " + all.size(), e);
        }
    }

    private void read() {
        ByteBuffer bytes = ByteBuffer.allocateDirect(1 << 20);
        while (!closed) {
            long next = System.nanoTime() + ROUND_MILLIS * 1_000_000L;
            synchronized (readers) {
                readers.removeIf(channel -> !read(channel, bytes));
            }
            long left = next - System.nanoTime();
            if (left > 0) {
                LockSupport.parkNanos(left);
            }
        }
    }

    private boolean read(SocketChannel channel, ByteBuffer bytes) {
        try {
            bytes.clear().limit(Math.min(bytes.capacity(), bytesEachRound));
            return channel.read(bytes) >= 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** How many of those that read are connected. */
    public int stillReading() {
        synchronized (readers) {
            return readers.size();
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            reading.join();
            for (SocketChannel channel : all) {
                channel.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
