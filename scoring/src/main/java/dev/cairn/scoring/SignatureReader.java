package dev.cairn.scoring;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads the `signature` of an `MLmodel`: three texts that each hold a JSON list.
final class SignatureReader {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String TENSOR = "tensor";

    private SignatureReader() {}

    static Signature read(JsonNode signature) {
        return new Signature(
                schema(list(signature, "inputs")),
                schema(list(signature, "outputs")),
                list(signature, "params").stream().map(SignatureReader::param).toList());
    }

    private static Schema schema(List<JsonNode> specs) {
        if (specs.isEmpty()) {
            return new Schema.Absent();
        }
        if (TENSOR.equals(type(specs.getFirst()))) {
            return new Schema.Tensors(
                    specs.stream().map(SignatureReader::tensor).toList());
        }
        return new Schema.Columns(specs.stream().map(SignatureReader::column).toList());
    }

    private static ColumnSpec column(JsonNode spec) {
        boolean required =
                spec.path("required").asBoolean(true) && !spec.path("optional").asBoolean(false);
        return new ColumnSpec(name(spec), ColumnType.of(type(spec)), required);
    }

    private static TensorSpec tensor(JsonNode spec) {
        JsonNode tensor = spec.path("tensor-spec");
        List<Integer> shape = new ArrayList<>();
        tensor.path("shape").forEach(dimension -> shape.add(dimension.asInt(-1)));
        return new TensorSpec(
                name(spec), ElementType.ofNumpy(tensor.path("dtype").asString("")), shape);
    }

    private static ParamSpec param(JsonNode spec) {
        String type = spec.has("type") ? type(spec) : spec.path("dtype").asString("");
        return new ParamSpec(
                spec.path("name").asString(""),
                type,
                spec.path("default"),
                spec.path("shape").isArray());
    }

    private static @Nullable String name(JsonNode spec) {
        return spec.hasNonNull("name") ? spec.path("name").asString() : null;
    }

    private static String type(JsonNode spec) {
        return spec.path("type").asString("");
    }

    private static List<JsonNode> list(JsonNode signature, String field) {
        String text = MlModelReader.text(signature, field);
        if (text.isEmpty()) {
            return List.of();
        }
        try {
            JsonNode list = JSON.readTree(text);
            if (list.isArray()) {
                return list.valueStream().toList();
            }
        } catch (JacksonException _) {
            // answered below, as any other text that is not a list
        }
        throw new ModelFormatException(
                "The MLmodel file has a signature whose '%s' is not a JSON list; log the model again."
                        .formatted(field));
    }
}
