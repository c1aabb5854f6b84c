package org.ztpserver.http.flow;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request and its answer in a container that does nothing by itself. */
final class FakeExchange {

    final HttpServletRequest request =
            fake(HttpServletRequest.class, (self, method, arguments) -> onRequest(method.getName(), arguments));
    final HttpServletResponse response =
            fake(HttpServletResponse.class, (self, method, arguments) -> onResponse(method.getName(), arguments));
    final AsyncContext context =
            fake(AsyncContext.class, (self, method, arguments) -> onContext(method.getName(), arguments));

    String protocol = "HTTP/1.1";
    DispatcherType dispatcher = DispatcherType.REQUEST;
    long declaredLength = -1;
    /** What a dispatch fails with. */
    @Nullable
    RuntimeException dispatchFault;
    /** Whether the container takes more of the answer. */
    boolean takes = true;

    int status = 200;
    boolean asynchronous;
    int dispatches;
    int completions;
    /** Writes the answer; a test calls it. */
    @Nullable
    WriteListener writing;

    private final byte[] body;
    private final Map<String, Object> values = new HashMap<>();
    private final List<AsyncListener> listeners = new ArrayList<>();
    private final ByteArrayOutputStream answer = new ByteArrayOutputStream();
    private final ServletInputStream in;
    private final ServletOutputStream out = new Output();

    /** @param body of the request, all of which arrives at once, but after the request */
    FakeExchange(String body) {
        this.body = body.getBytes(StandardCharsets.UTF_8);
        this.in = new Input();
    }

    String answer() {
        return answer.toString(StandardCharsets.UTF_8);
    }

    /** The connection breaks. */
    void fail() throws Exception {
        for (AsyncListener listener : List.copyOf(listeners)) {
            listener.onError(new AsyncEvent(context));
        }
    }

    private static <T> T fake(Class<T> type, InvocationHandler calls) {
        return type.cast(Proxy.newProxyInstance(FakeExchange.class.getClassLoader(), new Class<?>[] {type}, calls));
    }

    private @Nullable Object onRequest(String call, Object[] arguments) {
        return switch (call) {
            case "getMethod" -> "PUT";
            case "getRequestURI", "getServletPath" -> "/path";
            case "getPathInfo" -> null;
            case "getProtocol" -> protocol;
            case "getHeader" -> declaredLength < 0 && protocol.startsWith("HTTP/1") ? "chunked" : null;
            case "getContentLengthLong" -> declaredLength;
            case "getDispatcherType" -> dispatcher;
            case "getInputStream" -> in;
            case "getAttribute" -> values.get((String) arguments[0]);
            case "setAttribute" -> values.put((String) arguments[0], arguments[1]);
            case "removeAttribute" -> values.remove((String) arguments[0]);
            case "startAsync" -> {
                asynchronous = true;
                listeners.clear();
                yield context;
            }
            default -> throw new UnsupportedOperationException(call);
        };
    }

    private @Nullable Object onContext(String call, Object[] arguments) {
        switch (call) {
            case "addListener" -> listeners.add((AsyncListener) arguments[0]);
            case "getRequest" -> {
                return request;
            }
            case "getResponse" -> {
                return response;
            }
            case "complete" -> completions++;
            case "dispatch" -> {
                if (dispatchFault != null) {
                    throw dispatchFault;
                }
                dispatches++;
                dispatcher = DispatcherType.ASYNC;
            }
            case "setTimeout" -> {
                // nothing here takes long
            }
            default -> throw new UnsupportedOperationException(call);
        }
        return null;
    }

    private @Nullable Object onResponse(String call, Object[] arguments) {
        switch (call) {
            case "getOutputStream" -> {
                return out;
            }
            case "isCommitted", "containsHeader" -> {
                return false;
            }
            case "setStatus" -> status = (int) arguments[0];
            case "reset" -> answer.reset();
            case "setHeader", "setIntHeader", "setContentType", "setContentLength" -> {
                // nobody looks at it
            }
            default -> throw new UnsupportedOperationException(call);
        }
        return null;
    }

    private final class Input extends ServletInputStream {

        private final ByteArrayInputStream bytes = new ByteArrayInputStream(body);

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            return bytes.read(into, offset, length);
        }

        @Override
        public boolean isFinished() {
            return bytes.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            try {
                listener.onDataAvailable();
                if (isFinished()) {
                    listener.onAllDataRead();
                }
            } catch (IOException e) {
                listener.onError(e);
            }
        }
    }

    private final class Output extends ServletOutputStream {

        @Override
        public void write(int b) {
            answer.write(b);
        }

        @Override
        public boolean isReady() {
            return takes;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            writing = listener;
        }
    }
}
