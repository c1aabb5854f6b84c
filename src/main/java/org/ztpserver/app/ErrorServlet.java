package org.ztpserver.app;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.ztpserver.http.FaultReports;
import org.ztpserver.http.HtmlErrors;

/** Answers with a sentence, as everywhere else, if the container itself refuses a request or catches a fault. */
final class ErrorServlet extends HttpServlet {

    /** The same path is in web.xml for containers. */
    static final String PATH = "/error";

    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // a servlet is never serialized here
    private final FaultReports reports;

    ErrorServlet(FaultReports reports) {
        this.reports = reports;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Object fault = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        int status = response.getStatus();
        if (fault instanceof Throwable thrown && status >= 500) {
            FaultReports.Answer answer = reports.failed(request, thrown);
            HtmlErrors.send(response, answer.status(), answer.sentence());
            return;
        }
        HtmlErrors.send(response, status, status == 404 ? "nothing is at this path" : "the request is not valid");
    }
}
