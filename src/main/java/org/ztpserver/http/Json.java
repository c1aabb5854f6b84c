package org.ztpserver.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ztpserver.core.fault.FaultKind;
import org.ztpserver.core.fault.ProvisioningException;

/** Converts JSON to and from plain values: maps, lists, text, numbers, booleans and null. */
public final class Json {

    /**
     * A report of a switch with 1,000 neighbors has half as many. Each token takes some dozens of bytes, so that a body
     * of nothing but brackets would take many times its size.
     */
    private static final int MAX_TOKENS = 20_000;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxTokenCount(MAX_TOKENS)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
            .build();

    private Json() {}

    /** A 200 with these values as {@code application/json}, with the keys in their order. */
    public static Response ok(Map<String, ? extends @Nullable Object> values) {
        return Response.ok(write(values)).type("application/json").build();
    }

    /** These values as JSON in UTF-8. */
    public static byte[] write(Object values) {
        try {
            return MAPPER.writeValueAsBytes(values);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("plain values are always JSON", e);
        }
    }

    /** @throws ProvisioningException (INVALID_REQUEST) if the body is not a single JSON object in UTF-8 */
    public static Map<String, Object> readObject(byte[] body) {
        Object value;
        try {
            value = MAPPER.readValue(Bodies.utf8(body), Object.class);
        } catch (StreamConstraintsException e) {
            throw new ProvisioningException(
                    FaultKind.INVALID_REQUEST,
                    "the body of the request is JSON beyond the limits: more than " + MAX_TOKENS
                            + " brackets, names and values, or too deep, or with too long a number");
        } catch (JsonProcessingException e) {
            long line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw new ProvisioningException(
                    FaultKind.INVALID_REQUEST, "the body of the request is not valid JSON from line " + line);
        }
        if (!(value instanceof Map<?, ?> map)) {
            throw new ProvisioningException(
                    FaultKind.INVALID_REQUEST, "the body of the request is JSON, but not an object");
        }
        Map<String, Object> object = new LinkedHashMap<>();
        map.forEach((key, entry) -> object.put((String) key, entry));
        return object;
    }
}
