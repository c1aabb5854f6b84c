package org.ztpserver.repository;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ztpserver.provisioning.Finding;
import org.ztpserver.provisioning.InvalidFileException;
import org.ztpserver.provisioning.InvalidRequestException;
import org.ztpserver.provisioning.ProgressReport;

/** The last progress report of a switch, as JSON. */
final class ProgressFile {

    private static final JsonMapper MAPPER = new JsonMapper();

    private ProgressFile() {}

    /** @throws InvalidFileException when it is not the JSON of a report */
    static ProgressReport read(String file, byte[] bytes) {
        try {
            if (MAPPER.readValue(bytes, Object.class) instanceof Map<?, ?> json) {
                Map<String, Object> values = new LinkedHashMap<>();
                json.forEach((key, value) -> values.put((String) key, value));
                return ProgressReport.of(values, Instant.parse(String.valueOf(values.get("time"))));
            }
        } catch (JsonProcessingException | DateTimeException | InvalidRequestException e) {
            // the message below says it all
        } catch (IOException e) {
            throw new IllegalStateException(e); // bytes in memory
        }
        throw new InvalidFileException(new Finding(file, 0, "is not a progress report: remove it"));
    }

    static byte[] write(ProgressReport report) {
        try {
            return MAPPER.writeValueAsBytes(report.toJson());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e); // plain values
        }
    }
}
