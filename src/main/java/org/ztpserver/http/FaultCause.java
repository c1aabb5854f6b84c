package org.ztpserver.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What two faults of the server have in common when they have the same cause: the first exception, and the place in the
 * server that it came from. A full disk fails every request, and is one cause; two files that can't be read are two.
 *
 * @param text the class of the exception, the place, and the reason that the operating system gives
 */
public record FaultCause(String text) {

    private static final String SERVER = "org.ztpserver.";

    private static final Pattern UNFINISHED = Pattern.compile("/~[^/]*.*");

    /** {@code nodes/A/x: No space left on device}. */
    private static final String AFTER_FILE = ": ";

    /** The cause of this fault. */
    public static FaultCause of(Throwable fault) {
        Throwable first = first(fault);
        return new FaultCause(first.getClass().getName() + " " + place(first) + " " + reason(first) + file(first));
    }

    /** The exception that the others came from. Causes may lead round in a circle; then it is the last new one. */
    public static Throwable first(Throwable fault) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Throwable first = fault;
        for (Throwable cause = fault; cause != null && seen.add(cause); cause = cause.getCause()) {
            first = cause;
        }
        return first;
    }

    /** The file that is missing, or that there is no right to; of an unfinished one, its folder. */
    private static String file(Throwable fault) {
        return fault instanceof FileSystemException about
                        && about.getClass() != FileSystemException.class
                        && about.getFile() != null
                ? UNFINISHED.matcher(about.getFile()).replaceFirst("")
                : "";
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

    /**
     * What the operating system says, with or without the name of a file before it. Other messages have a name or a
     * value, which differs from request to request.
     */
    private static String reason(Throwable fault) {
        String message = String.valueOf(fault.getMessage());
        int reason = message.lastIndexOf(AFTER_FILE);
        if (!(fault instanceof IOException) || (reason < 0 && fault.getClass() != IOException.class)) {
            return "";
        }
        return reason < 0 ? message : message.substring(reason + AFTER_FILE.length());
    }

    /** An id that is the same for each fault with this cause. */
    public String id() {
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
