package org.ztpserver.http.flow;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Collects what another filter answers, and sends it without a thread if it is large. What the other filter passes on, it
 * does not touch.
 */
public final class CollectedAnswers implements Filter {

    /** Containers keep smaller answers in a buffer, and sockets take them at once. */
    private static final int SMALL_BYTES = 8 * 1024;

    private final Filter answering;
    private final Flow flow;

    public CollectedAnswers(Filter answering, Flow flow) {
        this.answering = answering;
        this.flow = flow;
    }

    @Override
    public void init(FilterConfig config) throws ServletException {
        answering.init(config);
    }

    @Override
    public void destroy() {
        answering.destroy();
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        CollectedAnswer answer = new CollectedAnswer((HttpServletResponse) response);
        answering.doFilter(request, answer, (on, ignored) -> chain.doFilter(on, response));
        send(answer, (HttpServletRequest) request, (HttpServletResponse) response);
    }

    private void send(CollectedAnswer answer, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        int size = answer.size();
        if (size <= SMALL_BYTES) {
            if (size > 0) {
                response.getOutputStream().write(answer.bytes(), 0, size);
            }
        } else if (flow.answers().take(0, size)) {
            Memory memory = flow.answers();
            Sending.begin(
                    new ByteSource(answer.bytes(), size, () -> memory.giveBack(size)),
                    request.startAsync(request, response),
                    flow.pace());
        } else {
            response.reset();
            flow.busy().refuse(response, "too many large answers at the same time");
        }
    }
}
