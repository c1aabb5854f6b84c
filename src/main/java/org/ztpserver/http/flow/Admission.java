package org.ztpserver.http.flow;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.ztpserver.http.flow.WaitingRoom.Turn;

/**
 * Lets so many requests in at a time. Others wait, without a thread; when too many wait, or one has waited too long, the
 * client is told to come back. A body that arrives and an answer that leaves don't count.
 */
public final class Admission extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private static final String ATTRIBUTE = Ticket.class.getName();

    @SuppressWarnings("serial") // a filter is never serialized here
    private final Flow flow;

    public Admission(Flow flow) {
        this.flow = flow;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Ticket ticket = (Ticket) request.getAttribute(ATTRIBUTE);
        request.removeAttribute(ATTRIBUTE);
        Turn turn = ticket == null ? flow.room().enter(() -> waiting(request)) : ticket.use();
        switch (turn) {
            case NOW -> {
                try {
                    chain.doFilter(request, response);
                } finally {
                    flow.room().leave();
                }
            }
            case FULL -> flow.busy().refuse(response, "too many requests at the same time");
            case TOO_LATE -> flow.busy().refuse(response, "the request has waited too long for its turn");
            case LATER -> {
                // it is dispatched again
            }
        }
    }

    private Ticket waiting(HttpServletRequest request) {
        Ticket ticket = new Ticket(request.startAsync(), flow.room());
        request.setAttribute(ATTRIBUTE, ticket);
        ticket.begin();
        return ticket;
    }
}
