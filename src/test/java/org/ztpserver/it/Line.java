package org.ztpserver.it;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The line between switches and a server, where something can happen in the middle of an answer. */
final class Line implements AutoCloseable {

    private static final int CHUNK = 64 * 1024;

    private final ServerSocket listener;
    private volatile URI server;
    private volatile @Nullable Incident incident;

    /** @param times how often it has happened */
    private record Incident(String request, long answerBytes, Runnable action, AtomicInteger times) {

        boolean concerns(byte[] head) {
            return new String(head, StandardCharsets.ISO_8859_1).startsWith(request + " ");
        }

        void happen() {
            times.incrementAndGet();
            action.run();
        }
    }

    Line(URI server) throws IOException {
        this.server = server;
        this.listener = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    /** The server's URL, for those at this end. */
    URI url() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort() + server.getPath());
    }

    /** From now on, this server is at the other end. */
    void leadTo(URI other) {
        server = other;
    }

    /**
     * Lets something happen whenever there is this request.
     *
     * @param request such as {@code GET /files/x}
     * @param answerBytes how much of the answer has gone through by then, 0 for before the server sees the request
     * @return how often it has happened
     */
    AtomicInteger at(String request, long answerBytes, Runnable action) {
        String method = request.substring(0, request.indexOf('/'));
        String path = request.substring(request.indexOf('/'));
        AtomicInteger times = new AtomicInteger();
        incident = new Incident(method + server.getPath() + path, answerBytes, action, times);
        return times;
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                start(() -> serve(client));
            }
        } catch (IOException e) {
            // the line is closed
        }
    }

    private void serve(Socket client) {
        try (client) {
            byte[] head = readHead(client.getInputStream());
            Incident mine = incident;
            if (mine != null && !mine.concerns(head)) {
                mine = null;
            }
            if (mine != null && mine.answerBytes() == 0) {
                mine.happen();
            }
            try (Socket other = new Socket(server.getHost(), server.getPort())) {
                other.getOutputStream().write(head);
                start(() -> copyQuietly(client, other));
                copyAnswer(other.getInputStream(), client.getOutputStream(), mine);
            }
        } catch (IOException e) {
            // one side has gone, and so has the other when this returns
        }
    }

    private static byte[] readHead(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        for (int end = 0, c; end < 4 && (c = in.read()) >= 0; ) {
            head.write(c);
            end = c == "\r\n\r\n".charAt(end) ? end + 1 : 0;
        }
        return head.toByteArray();
    }

    private static void copyAnswer(InputStream in, OutputStream out, @Nullable Incident incident) throws IOException {
        byte[] buffer = new byte[CHUNK];
        long sent = 0;
        for (int length; (length = in.read(buffer)) >= 0; sent += length) {
            out.write(buffer, 0, length);
            if (incident != null && sent < incident.answerBytes() && sent + length >= incident.answerBytes()) {
                incident.happen();
            }
        }
    }

    private static void copyQuietly(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // one side has gone
        }
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "line");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
