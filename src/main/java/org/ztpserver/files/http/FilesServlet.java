package org.ztpserver.files.http;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.ztpserver.core.fault.FaultKind;
import org.ztpserver.core.fault.ProvisioningException;
import org.ztpserver.core.site.FilePath;
import org.ztpserver.files.ServedFile;
import org.ztpserver.files.ServedFiles;
import org.ztpserver.files.ServedFiles.Area;
import org.ztpserver.http.FaultReports;
import org.ztpserver.http.HtmlErrors;

/**
 * {@code /files} and {@code /actions}: the files that a switch downloads (contract A1).
 *
 * <p>It is a servlet because images are large. A JAX-RS resource has no parts and conditions, and can't use the
 * container's own way of sending files.
 */
public final class FilesServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // a servlet is never serialized here
    private final ServedFiles files;

    private final Area area;
    private final String mediaType;

    @SuppressWarnings("serial") // as above
    private final FileDownloads downloads;

    /** @param mediaType the media type of all files, regardless of their names */
    public FilesServlet(ServedFiles files, Area area, String mediaType, FileDownloads downloads) {
        this.files = files;
        this.area = area;
        this.mediaType = mediaType;
        this.downloads = downloads;
    }

    /**
     * Refuses other methods itself, because some containers answer without a body (contract A1 requires a sentence).
     */
    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getMethod().equals("GET") || request.getMethod().equals("HEAD")) {
            send(request, response);
        } else {
            response.setHeader("Allow", "GET, HEAD");
            HtmlErrors.send(response, 405, "files are read-only: use GET or HEAD");
        }
    }

    private void send(HttpServletRequest request, HttpServletResponse response) throws IOException {
        FaultReports.Answer fault;
        try {
            FilePath path = path(request);
            ServedFile file = files.find(area, path);
            downloads.send(area.folder() + "/" + path, file, mediaType, request, response);
            return;
        } catch (ProvisioningException e) {
            fault = downloads.faults().refused(request, e);
        } catch (RuntimeException e) {
            fault = downloads.faults().failed(request, e);
        }
        HtmlErrors.send(response, fault.status(), fault.sentence());
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
