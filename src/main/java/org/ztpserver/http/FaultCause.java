package org.ztpserver.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
        return new FaultCause(first.getClass().getName() + " " + place(first) + " " + reason(first));
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
     * What the operating system says. A full disk is said of every file, but a missing right of the one file that the
     * message consists of; of an unfinished file, of its folder. Other messages have a value, which differs from request
     * to request.
     */
    private static String reason(Throwable fault) {
        if (!(fault instanceof IOException)) {
            return "";
        }
        String message = String.valueOf(fault.getMessage());
        int reason = message.lastIndexOf(AFTER_FILE);
        return reason < 0
                ? UNFINISHED.matcher(message).replaceFirst("")
                : message.substring(reason + AFTER_FILE.length());
    }

    /** An id that is the same for each fault with this cause. */
    public String id() {
        return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
