package org.ztpserver.it.contract;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * A request with every byte of it under the test's control, on a connection of its own as a switch has it: paths that no
 * HTTP library would send, no {@code Accept}, a body with a {@code GET}.
 */
public final class RawRequest {

    /** How long a switch waits. */
    private static final int PATIENCE_MILLIS = 30_000;

    private final String method;
    private final URI base;
    private final String target;
    private final List<String> headers = new ArrayList<>();
    private @Nullable String host;
    private byte[] body = {};
    private @Nullable Long declaredLength;
    private boolean chunked;
    private boolean inPieces;
    private SocketFactory sockets = SocketFactory.getDefault();

    private RawRequest(String method, URI base, String target) {
        this.method = method;
        this.base = base;
        this.target = target;
        this.host = base.getHost() + ":" + base.getPort();
    }

    /** @param path below the base, as it goes over the wire */
    public static RawRequest of(String method, URI base, String path) {
        return new RawRequest(method, base, base.getPath() + path);
    }

    /** @param target the whole path, as it goes over the wire */
    public static RawRequest ofTarget(String method, URI base, String target) {
        return new RawRequest(method, base, target);
    }

    public RawRequest header(String name, String value) {
        headers.add(name + ": " + value);
        return this;
    }

    /** In place of the address that the request goes to; null for a request of HTTP/1.0 without one. */
    public RawRequest host(@Nullable String value) {
        host = value;
        return this;
    }

    public RawRequest body(String text) {
        return body(text.getBytes(StandardCharsets.UTF_8));
    }

    public RawRequest body(byte[] bytes) {
        body = bytes;
        return this;
    }

    /** What deployed clients send along with every {@code GET}. */
    public RawRequest nullBody() {
        return header("Content-Type", "text/html").body("null");
    }

    /** Announces another length than that of the body which is sent. */
    public RawRequest declaring(long length) {
        declaredLength = length;
        return this;
    }

    public RawRequest chunked() {
        chunked = true;
        return this;
    }

    /** Sends the head alone, and the body in several segments, as programs do that don't put them together. */
    public RawRequest inPieces() {
        inPieces = true;
        return this;
    }

    /** On a connection that comes from here, in place of a plain one: one of TLS, for a URL of https. */
    public RawRequest over(SocketFactory factory) {
        sockets = factory;
        return this;
    }

    /** Sends it and reads the answer, until its end or until the server closes the connection. */
    public HttpAnswer send() {
        try (Socket socket = connect()) {
            write(socket.getOutputStream());
            return HttpAnswer.read(new BufferedInputStream(socket.getInputStream()), method);
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + target, e);
        }
    }

    /** Sends it over this connection, which somebody has opened before, and reads the answer. */
    public HttpAnswer send(Socket connection) {
        try {
            write(connection.getOutputStream());
            return HttpAnswer.read(new BufferedInputStream(connection.getInputStream()), method);
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + target, e);
        }
    }

    /** Sends it over this connection, and does not wait for the answer. */
    public void sendOnly(Socket connection) {
        try {
            write(connection.getOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + target, e);
        }
    }

    /** Sends it and goes away without waiting for an answer. */
    public void sendAndLeave() {
        try (Socket socket = connect()) {
            write(socket.getOutputStream());
            socket.shutdownOutput();
            InputStream in = socket.getInputStream();
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + target, e);
        }
    }

    private Socket connect() throws IOException {
        Socket socket = sockets.createSocket(base.getHost(), base.getPort());
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    private void write(OutputStream out) throws IOException {
        StringBuilder head = new StringBuilder(method).append(' ').append(target);
        head.append(host == null ? " HTTP/1.0\r\n" : " HTTP/1.1\r\nHost: " + host + "\r\n");
        headers.forEach(header -> head.append(header).append("\r\n"));
        if (chunked) {
            head.append("Transfer-Encoding: chunked\r\n");
        } else if (body.length > 0 || declaredLength != null || method.startsWith("P")) {
            head.append("Content-Length: ").append(declaredLength == null ? body.length : declaredLength);
            head.append("\r\n");
        }
        head.append("Connection: close\r\n\r\n");
        out.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        try {
            if (inPieces) {
                out.flush();
                pause();
            }
            writeBody(out);
            out.flush();
        } catch (IOException e) {
            // A server that refuses a body may close before it has read it: what counts is its answer.
        }
    }

    /** Long enough for a segment of its own; the answer does not depend on it. */
    private static void pause() {
        LockSupport.parkNanos(20_000_000);
    }

    private void writeBody(OutputStream out) throws IOException {
        if (!chunked) {
            int half = inPieces ? body.length / 2 : 0;
            out.write(body, 0, half);
            if (inPieces) {
                pause();
            }
            out.write(body, half, body.length - half);
            return;
        }
        int step = 8192;
        for (int at = 0; at < body.length; at += step) {
            int length = Math.min(step, body.length - at);
            out.write((Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            out.write(body, at, length);
            out.write("\r\n".getBytes(StandardCharsets.ISO_8859_1));
        }
        out.write("0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
    }
}
