package org.ztpserver.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.ztpserver.event.Contact;

/** Gives every request its {@link Contact}, which resources and servlets get from {@link #of}. */
public final class ContactFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private static final String ATTRIBUTE = Contact.class.getName();

    @SuppressWarnings("serial") // a filter is never serialized here
    private final ClientAddress addresses;

    public ContactFilter(ClientAddress addresses) {
        this.addresses = addresses;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        // A failed request passes the filter again on its way to the error page.
        Contact known = find(request).orElseGet(() -> new Contact(addresses.of(request)));
        request.setAttribute(ATTRIBUTE, known);
        known.open();
        try {
            chain.doFilter(request, response);
        } finally {
            known.close();
        }
    }

    /** The contact of a request that has passed the filter. */
    public static Contact of(HttpServletRequest request) {
        return find(request)
                .orElseThrow(() ->
                        new IllegalStateException("the request has not passed " + ContactFilter.class.getSimpleName()));
    }

    private static Optional<Contact> find(HttpServletRequest request) {
        return Optional.ofNullable((Contact) request.getAttribute(ATTRIBUTE));
    }
}
