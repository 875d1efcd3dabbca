package dev.cairn.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.cairn.protocol.ErrorBody;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.cfg.MutableConfigOverride;
import tools.jackson.databind.json.JsonMapper;

/// The one JSON codec: protobuf's JSON conventions, as MLflow's servers speak them. Fields are snake_case; unknown ones
/// are ignored, unset ones not written; whole numbers may come as strings, and `NaN` does.
final class Json {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
            .withConfigOverride(Collection.class, Json::omitEmpty)
            .withConfigOverride(List.class, Json::omitEmpty)
            .withConfigOverride(Map.class, Json::omitEmpty)
            .build();

    private Json() {}

    static byte[] write(Object value) {
        return MAPPER.writeValueAsBytes(value);
    }

    static String text(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    static <T> T read(byte[] body, Class<T> type) {
        try {
            return MAPPER.readValue(body, type);
        } catch (JacksonException strange) {
            throw new CairnException("The server's answer could not be read: " + beginning(body), strange);
        }
    }

    /// The refusal that a response is, which may come from something else than an MLflow server.
    static RefusedException refusal(int status, byte[] body, String requestId) {
        String code = "HTTP_" + status;
        String reason = beginning(body);
        try {
            ErrorBody error = MAPPER.readValue(body, ErrorBody.class);
            code = error.errorCode() == null ? code : error.errorCode();
            reason = error.message() == null ? reason : error.message();
        } catch (JacksonException noError) {
            // a proxy's page, of which the beginning says enough
        }
        return RefusedException.of(status, code, reason, requestId);
    }

    private static String beginning(byte[] body) {
        String text = new String(body, StandardCharsets.UTF_8).strip();
        return text.length() <= 300 ? text : text.substring(0, 300) + "…";
    }

    private static void omitEmpty(MutableConfigOverride override) {
        override.setInclude(JsonInclude.Value.construct(JsonInclude.Include.NON_EMPTY, JsonInclude.Include.ALWAYS));
    }
}
