package org.ztpserver.progress;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ztpserver.core.fault.ProvisioningException;
import org.ztpserver.core.site.Finding;

/** The last progress report of a switch, as JSON. */
public final class ProgressFile {

    private static final JsonMapper MAPPER = new JsonMapper();

    private ProgressFile() {}

    /** @throws ProvisioningException (INVALID_FILE) if it is not the JSON of a report */
    public static ProgressReport read(String file, byte[] bytes) {
        try {
            Map<String, String> fields = MAPPER.readValue(bytes, new TypeReference<>() {});
            return new ProgressReport(
                    fields.getOrDefault("step", ""),
                    fields.getOrDefault("status", ""),
                    fields.getOrDefault("message", ""),
                    Instant.parse(fields.getOrDefault("time", "")));
        } catch (IOException | DateTimeException | IllegalArgumentException | NullPointerException e) {
            throw ProvisioningException.invalidFile(new Finding(file, 0, "is not a progress report: remove it"));
        }
    }

    public static byte[] write(ProgressReport report) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("step", report.step());
        fields.put("status", report.status());
        fields.put("message", report.message());
        fields.put("time", report.time().toString());
        try {
            return MAPPER.writeValueAsBytes(fields);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e); // plain values
        }
    }
}
