package org.ztpserver.progress;

import java.io.InputStream;
import java.time.Clock;
import java.util.Map;
import org.ztpserver.core.fault.FaultKind;
import org.ztpserver.core.fault.ProvisioningException;
import org.ztpserver.http.Bodies;
import org.ztpserver.http.Json;

/** The body with which a switch reports its progress: {@code step}, {@code status} and {@code message}. */
public final class ProgressReportJson {

    /** A longer report is refused. */
    public static final int MAX_BYTES = 16 << 10;

    private ProgressReportJson() {}

    /**
     * Reads a report that arrives now.
     *
     * @param declared the request's {@code Content-Length}; -1 if it has none
     * @throws ProvisioningException (INVALID_REQUEST, TOO_LARGE) if it is not a report
     */
    public static ProgressReport read(InputStream body, long declared, Clock clock) {
        Map<String, Object> json = Json.readObject(Bodies.read(body, declared, MAX_BYTES));
        try {
            return new ProgressReport(text(json, "step"), text(json, "status"), text(json, "message"), clock.instant());
        } catch (IllegalArgumentException e) {
            throw new ProvisioningException(FaultKind.INVALID_REQUEST, String.valueOf(e.getMessage()));
        }
    }

    private static String text(Map<String, Object> json, String key) {
        Object value = json.get(key);
        if (value != null && !(value instanceof String)) {
            throw new IllegalArgumentException("'" + key + "' of the progress report is not text");
        }
        return value == null ? "" : (String) value;
    }
}
