package org.ztpserver.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.util.Arrays;
import java.util.UUID;

/**
 * What two faults of the server have in common when they have the same cause: the first exception, and the place in the
 * server that it came from. A full disk fails every request, and is one cause.
 *
 * @param text the class of the exception, the place, and the reason that the operating system gives
 */
public record FaultCause(String text) {

    private static final String SERVER = "org.ztpserver.";

    /** The cause of this fault. */
    public static FaultCause of(Throwable fault) {
        Throwable first = fault;
        while (first.getCause() != null && first.getCause() != first) {
            first = first.getCause();
        }
        return new FaultCause(first.getClass().getName() + " " + place(first) + " " + reason(first));
    }

    private static String place(Throwable fault) {
        StackTraceElement[] trace = fault.getStackTrace();
        return Arrays.stream(trace)
                .filter(element -> element.getClassName().startsWith(SERVER))
                .findFirst()
                .or(() -> Arrays.stream(trace).findFirst())
                .map(StackTraceElement::toString)
                .orElse("");
    }

    /** Other messages have the name of a file, or a value, which differs from request to request. */
    private static String reason(Throwable fault) {
        if (fault instanceof FileSystemException file) {
            return String.valueOf(file.getReason());
        }
        return fault.getClass() == IOException.class ? String.valueOf(fault.getMessage()) : "";
    }

    /** An id that is the same for each fault with this cause. */
    public String id() {
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
