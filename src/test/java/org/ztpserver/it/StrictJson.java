package org.ztpserver.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads JSON as the strictest client would: one value and nothing behind it, no key twice. */
final class StrictJson {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private StrictJson() {}

    /** An object as a map, in its order; an AssertionError when it is none. */
    static Map<String, @Nullable Object> object(String text) {
        try {
            Map<String, @Nullable Object> object = MAPPER.readValue(text, new TypeReference<>() {});
            assertThat(object).as(text).isNotNull();
            return object;
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON object: " + text, e);
        }
    }
}
