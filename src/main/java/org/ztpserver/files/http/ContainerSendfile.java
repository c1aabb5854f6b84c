package org.ztpserver.files.http;

import jakarta.servlet.http.HttpServletRequest;
import org.ztpserver.files.ServedFile;

/**
 * Lets the kernel send a file, which Tomcat supports. This takes a quarter of the processor time of a copy. In other
 * containers, the server copies the file.
 */
final class ContainerSendfile {

    private static final String SUPPORTED = "org.apache.tomcat.sendfile.support";
    private static final String FILENAME = "org.apache.tomcat.sendfile.filename";
    private static final String START = "org.apache.tomcat.sendfile.start";
    private static final String END = "org.apache.tomcat.sendfile.end";

    /** For smaller files, the detour costs more than it saves. Tomcat's own default is the same. */
    private static final long MIN_BYTES = 48 * 1024;

    private ContainerSendfile() {}

    /** @return false if the caller must send the bytes */
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
