package org.ztpserver.app.standalone;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.ztpserver.http.HtmlErrors;

/** Answers requests that Jetty refuses before the application sees them, with one sentence as everywhere else. */
final class PlainErrorHandler extends ErrorHandler {

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String sentence = response.getStatus() == 404 ? "nothing is at this path" : "the request is not valid";
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, HtmlErrors.MEDIA_TYPE);
        Content.Sink.write(response, true, HtmlErrors.body(sentence), callback);
        return true;
    }
}
