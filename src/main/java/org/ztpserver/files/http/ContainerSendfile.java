package org.ztpserver.files.http;

import jakarta.servlet.http.HttpServletRequest;
import org.ztpserver.files.ServedFile;

/**
 * Tomcat's way of having the kernel send a file: a quarter of the processor time of copying it. Other containers do not
 * offer it, and the file is copied there.
 */
final class ContainerSendfile {

    private static final String SUPPORTED = "org.apache.tomcat.sendfile.support";
    private static final String FILENAME = "org.apache.tomcat.sendfile.filename";
    private static final String START = "org.apache.tomcat.sendfile.start";
    private static final String END = "org.apache.tomcat.sendfile.end";

    /** Below this the way through the container costs more than it saves, as Tomcat's own default has it. */
    private static final long MIN_BYTES = 48 * 1024;

    private ContainerSendfile() {}

    /** @return false when the caller has to send the bytes */
    static boolean send(ServedFile file, long first, long length, HttpServletRequest request) {
        if (length < MIN_BYTES || !Boolean.TRUE.equals(request.getAttribute(SUPPORTED))) {
            return false;
        }
        request.setAttribute(FILENAME, file.absolutePath());
        request.setAttribute(START, first);
        request.setAttribute(END, first + length);
        return true;
    }
}
