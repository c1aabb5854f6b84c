package org.ztpserver.files.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.ztpserver.event.Contact;
import org.ztpserver.event.Events;
import org.ztpserver.event.Happening;
import org.ztpserver.files.ServedFile;
import org.ztpserver.http.ContactFilter;
import org.ztpserver.http.FaultReports;
import org.ztpserver.http.flow.DirectOutput;
import org.ztpserver.http.flow.Flow;
import org.ztpserver.http.flow.Sending;

/** Sends files through a proxy, through the container or itself, and reports each one as an event. */
public final class FileDownloads {

    private final FileHandOver handOver;
    private final Events events;
    private final FaultReports faults;
    private final Flow flow;
    private final TransferBuffers buffers = new TransferBuffers();

    public FileDownloads(FileHandOver handOver, Events events, FaultReports faults, Flow flow) {
        this.handOver = handOver;
        this.events = events;
        this.faults = faults;
        this.flow = flow;
    }

    FaultReports faults() {
        return faults;
    }

    /**
     * Answers a {@code GET} or {@code HEAD} for a file, and closes the file, at once or when it is sent.
     *
     * @param path the folder and the path in it, for listeners
     * @throws IOException if the answer can't be begun
     */
    void send(String path, ServedFile file, String mediaType, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        boolean transferring = false;
        try {
            if (handOver.answer(file, mediaType, request, response)) {
                tell(request, path, file.size(), true);
                return;
            }
            Optional<ByteRange> bytes = FileResponse.begin(file, mediaType, request, response);
            if (bytes.isPresent()) {
                transferring = transfer(path, file, bytes.get(), request, response);
            }
        } finally {
            if (!transferring) {
                file.close();
            }
        }
    }

    /** @return false if the file is not needed any more */
    private boolean transfer(
            String path, ServedFile file, ByteRange bytes, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (ContainerSendfile.send(file, bytes.first(), bytes.length(), request)) {
            tell(request, path, bytes.length(), true);
            return false;
        }
        Contact contact = ContactFilter.of(request);
        Sending.begin(
                new FileSource(
                        file,
                        bytes,
                        DirectOutput.of(request.getServletContext()),
                        buffers,
                        complete -> tell(contact, path, bytes.length(), complete)),
                request.startAsync(request, response),
                flow.pace());
        return true;
    }

    private void tell(HttpServletRequest request, String path, long size, boolean complete) {
        tell(ContactFilter.of(request), path, size, complete);
    }

    private void tell(Contact contact, String path, long size, boolean complete) {
        events.tell(contact, new Happening.FileServed(path, size, complete));
    }
}
