package org.ztpserver.it;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.ztpserver.it.contract.HttpAnswer;
import org.ztpserver.it.contract.RawRequest;

/** A proxy that hands out one file with another last byte, as a cache that has rotted would. */
final class AlteringProxy implements AutoCloseable {

    private final URI server;
    private final String altered;
    private final HttpServer http;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    /** @param altered path of the file, below the server's URL */
    AlteringProxy(URI server, String altered) throws IOException {
        this.server = server;
        this.altered = server.getPath() + altered;
        this.http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/", this::pass);
        http.setExecutor(threads);
        http.start();
    }

    /** The server's URL, for those at this side. */
    URI url() {
        return URI.create("http://localhost:" + http.getAddress().getPort() + server.getPath());
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getRawPath();
            RawRequest request = RawRequest.ofTarget(exchange.getRequestMethod(), server, path)
                    .host(exchange.getRequestHeaders().getFirst("Host"));
            for (String name : List.of("Content-Type", "Range")) {
                String value = exchange.getRequestHeaders().getFirst(name);
                if (value != null) {
                    request.header(name, value);
                }
            }
            HttpAnswer answer =
                    request.body(exchange.getRequestBody().readAllBytes()).send();
            for (String name : List.of("Content-Type", "Content-Range", "Location", "ETag")) {
                String value = answer.header(name);
                if (value != null) {
                    exchange.getResponseHeaders().set(name, value);
                }
            }
            byte[] body = answer.body();
            if (path.equals(altered) && body.length > 0) {
                body[body.length - 1] ^= 1;
            }
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    @Override
    public void close() {
        http.stop(0);
        threads.shutdownNow();
    }
}
