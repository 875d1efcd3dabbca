package dev.cairn.scoring.invocation;

import dev.cairn.scoring.Column;
import dev.cairn.scoring.Frame;
import dev.cairn.scoring.NamedTensors;
import dev.cairn.scoring.Payload;
import dev.cairn.scoring.Tensor;
import java.io.ByteArrayOutputStream;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;

/// A request to score: its data, and its `params` as they came (a missing node when there are none).
public record InvocationRequest(Payload payload, JsonNode params) {
    private static final JsonFactory JSON = new JsonFactory();

    /// The data as a request to `/invocations` of another server.
    public static byte[] toJson(Payload payload) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            TensorWriter writer = new TensorWriter(json);
            json.writeStartObject();
            switch (payload) {
                case Frame frame -> {
                    json.writeName("dataframe_split");
                    frame(frame, json, writer);
                }
                case Tensor tensor -> {
                    json.writeName("inputs");
                    writer.whole(tensor);
                }
                case NamedTensors named -> {
                    json.writeObjectPropertyStart("inputs");
                    named.tensors().forEach((name, tensor) -> {
                        json.writeName(name);
                        writer.whole(tensor);
                    });
                    json.writeEndObject();
                }
            }
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static void frame(Frame frame, JsonGenerator json, TensorWriter writer) {
        json.writeStartObject();
        json.writeArrayPropertyStart("columns");
        frame.columns().keySet().forEach(json::writeString);
        json.writeEndArray();
        json.writeArrayPropertyStart("data");
        List<Column> columns = List.copyOf(frame.columns().values());
        for (int row = 0; row < frame.rows(); row++) {
            json.writeStartArray();
            for (Column column : columns) {
                writer.value(column, row);
            }
            json.writeEndArray();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
