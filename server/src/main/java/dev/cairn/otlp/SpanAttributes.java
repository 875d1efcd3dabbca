package dev.cairn.otlp;

import java.io.StringWriter;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/// The form in which files of traces have spans: attributes by key, their values as texts that are JSON.
public final class SpanAttributes {
    private SpanAttributes() {}

    /// Of a span's text as [SpanJson] writes it.
    public static String asTexts(String span) {
        StringWriter text = new StringWriter(span.length());
        try (JsonGenerator json = Values.generator(text)) {
            write(json, Values.MAPPER.readTree(span), true);
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, JsonNode owner, boolean isSpan) {
        json.writeStartObject();
        for (Map.Entry<String, JsonNode> field : owner.properties()) {
            json.writeName(field.getKey());
            switch (field.getKey()) {
                case "attributes" -> attributes(json, field.getValue(), isSpan);
                case "events" -> {
                    json.writeStartArray();
                    field.getValue().forEach(event -> write(json, event, false));
                    json.writeEndArray();
                }
                default -> json.writeRawValue(field.getValue().toString());
            }
            if (isSpan && field.getKey().equals("span_id") && !owner.has("parent_span_id")) {
                json.writeStringProperty("parent_span_id", "");
            }
        }
        json.writeEndObject();
    }

    private static void attributes(JsonGenerator json, JsonNode pairs, boolean asTexts) {
        json.writeStartObject();
        for (JsonNode pair : pairs) {
            json.writeName(pair.path("key").asString());
            AnyValue value = JsonReader.value(pair.path("value"));
            if (asTexts) {
                json.writeString(Values.json(value));
            } else {
                Values.write(json, value);
            }
        }
        json.writeEndObject();
    }
}
