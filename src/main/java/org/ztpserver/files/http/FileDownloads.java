package org.ztpserver.files.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.ztpserver.event.Events;
import org.ztpserver.event.Happening;
import org.ztpserver.files.ServedFile;
import org.ztpserver.http.ContactFilter;
import org.ztpserver.http.FaultReports;

/** Sends files through a proxy, through the container or itself, and reports each one as an event. */
public final class FileDownloads {

    private final FileHandOver handOver;
    private final Events events;
    private final FaultReports faults;

    public FileDownloads(FileHandOver handOver, Events events, FaultReports faults) {
        this.handOver = handOver;
        this.events = events;
        this.faults = faults;
    }

    FaultReports faults() {
        return faults;
    }

    /**
     * Answers a {@code GET} or {@code HEAD} for a file.
     *
     * @param path the folder and the path in it, for listeners
     * @throws IOException if the client went away, or if the file became shorter
     */
    void send(String path, ServedFile file, String mediaType, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (handOver.answer(file, mediaType, request, response)) {
            tell(request, path, file.size(), true);
            return;
        }
        Optional<ByteRange> bytes = FileResponse.begin(file, mediaType, request, response);
        if (bytes.isPresent()) {
            send(path, file, bytes.get(), request, response);
        }
    }

    private void send(
            String path, ServedFile file, ByteRange bytes, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        try {
            if (!ContainerSendfile.send(file, bytes.first(), bytes.length(), request)) {
                file.send(bytes.first(), bytes.length(), response.getOutputStream());
            }
            tell(request, path, bytes.length(), true);
        } catch (IOException e) {
            tell(request, path, bytes.length(), false);
            throw e;
        }
    }

    private void tell(HttpServletRequest request, String path, long size, boolean complete) {
        events.tell(ContactFilter.of(request), new Happening.FileServed(path, size, complete));
    }
}
