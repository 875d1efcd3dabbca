package dev.cairn.http;

import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.annotation.JsonSerialize;

/// What came as JSON from a database, and mostly leaves as the same: it is only taken apart for who looks into it.
@JsonSerialize(using = CameAsJson.Writer.class)
interface CameAsJson {
    String json();

    /// Asked before each writing, so that it is seen without reading.
    boolean isEmpty();

    /// Writes it as it came.
    final class Writer extends ValueSerializer<CameAsJson> {
        @Override
        public void serialize(CameAsJson value, JsonGenerator json, SerializationContext context) {
            json.writeRawValue(value.json());
        }

        @Override
        public boolean isEmpty(SerializationContext context, CameAsJson value) {
            return value.isEmpty();
        }
    }
}
