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
import org.ztpserver.http.AnswerMemory;

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
        Reservation memory = new Reservation(flow.answers(), flow.busy());
        request.setAttribute(AnswerMemory.ATTRIBUTE, memory);
        boolean sending = false;
        try {
            answering.doFilter(request, answer, (on, ignored) -> chain.doFilter(on, response));
            sending = send(answer, memory, (HttpServletRequest) request, (HttpServletResponse) response);
        } finally {
            if (!sending) {
                memory.giveBack();
            }
        }
    }

    /** @return whether the answer still needs its memory */
    private boolean send(
            CollectedAnswer answer, Reservation memory, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        int size = answer.size();
        if (size <= SMALL_BYTES) {
            if (size > 0) {
                response.getOutputStream().write(answer.bytes(), 0, size);
            }
            return false;
        }
        if (!memory.grow(size)) {
            response.reset();
            flow.busy().refuse(response, Reservation.REASON);
            return false;
        }
        Sending.begin(
                new ByteSource(answer.bytes(), size, memory::giveBack),
                request.startAsync(request, response),
                flow.pace());
        return true;
    }
}
