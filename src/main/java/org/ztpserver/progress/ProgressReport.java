package org.ztpserver.progress;

import java.time.Instant;
import java.util.regex.Pattern;

/**
 * A switch's report of how a step went.
 *
 * @param step a short name such as {@code image}
 * @param status a word such as {@code ok} or {@code failed}
 * @param message one line; may be empty
 * @param time when the report arrived
 */
public record ProgressReport(String step, String status, String message, Instant time) {

    private static final Pattern STATUS = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern NOT_PRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\u2028\\u2029]+");
    private static final int MAX_STEP_LENGTH = 128;
    private static final int MAX_MESSAGE_LENGTH = 4096;

    /** @throws IllegalArgumentException if the step is empty, or the status is not one word */
    public ProgressReport {
        step = line(step, MAX_STEP_LENGTH);
        message = line(message, MAX_MESSAGE_LENGTH);
        if (step.isEmpty()) {
            throw new IllegalArgumentException("the progress report has no 'step'");
        }
        if (!STATUS.matcher(status).matches()) {
            throw new IllegalArgumentException("'status' of the progress report must be a word, such as ok or failed");
        }
    }

    private static String line(String text, int limit) {
        String line = NOT_PRINTABLE.matcher(text).replaceAll(" ").strip();
        if (line.length() <= limit) {
            return line;
        }
        return line.substring(0, Character.isHighSurrogate(line.charAt(limit - 1)) ? limit - 1 : limit);
    }
}
