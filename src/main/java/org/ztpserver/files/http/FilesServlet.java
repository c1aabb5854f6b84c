package org.ztpserver.files.http;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.ztpserver.core.fault.FaultKind;
import org.ztpserver.core.fault.ProvisioningException;
import org.ztpserver.core.site.FilePath;
import org.ztpserver.files.ServedFile;
import org.ztpserver.files.ServedFiles;
import org.ztpserver.files.ServedFiles.Area;
import org.ztpserver.http.FaultMapper;
import org.ztpserver.http.HtmlErrors;

/**
 * {@code /files} and {@code /actions}: what a switch downloads (contract A1).
 *
 * <p>A servlet of its own, because images are large: parts, conditions and the container's own way of sending files are
 * out of reach of a JAX-RS resource.
 */
public final class FilesServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final Logger log = LoggerFactory.getLogger(FilesServlet.class);

    @SuppressWarnings("serial") // a servlet is never serialized here
    private final ServedFiles files;

    private final Area area;
    private final String mediaType;

    @SuppressWarnings("serial") // as above
    private final FileHandOver handOver;

    /** @param mediaType of every file, whatever its name */
    public FilesServlet(ServedFiles files, Area area, String mediaType, FileHandOver handOver) {
        this.files = files;
        this.area = area;
        this.mediaType = mediaType;
        this.handOver = handOver;
    }

    /** Refuses other methods itself: some containers have no body for their own refusal (contract A1: a sentence). */
    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getMethod().equals("GET") || request.getMethod().equals("HEAD")) {
            send(request, response);
        } else {
            response.setHeader("Allow", "GET, HEAD");
            HtmlErrors.send(response, 405, "files can only be read: allowed are GET and HEAD");
        }
    }

    private void send(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try (ServedFile file = files.find(area, path(request))) {
            FileResponse.send(file, mediaType, handOver, request, response);
        } catch (ProvisioningException e) {
            log.warn("{} {}: {}", request.getMethod(), request.getRequestURI(), e.getMessage());
            HtmlErrors.send(response, FaultMapper.status(e), String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            HtmlErrors.send(
                    response, 500, HtmlErrors.serverFault(request.getMethod() + " " + request.getRequestURI(), e));
        }
    }

    private static FilePath path(HttpServletRequest request) {
        String path = request.getPathInfo();
        try {
            return FilePath.parse(path == null ? "" : path.substring(1));
        } catch (IllegalArgumentException e) {
            throw new ProvisioningException(FaultKind.MISSING_FILE, String.valueOf(e.getMessage()));
        }
    }
}
