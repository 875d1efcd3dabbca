package dev.cairn.scoring;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads the `signature` of an `MLmodel`: three texts that each hold a JSON list.
final class SignatureReader {
    private static final int MAX_DEPTH = 100;

    /// A column has eight, so that there may be 60,000 of them, also where only Python can take as many.
    static final int MAX_TOKENS = 500_000;

    // a default may be NaN, which Python writes as it is
    private static final JsonMapper JSON = new JsonMapper(JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxTokenCount(MAX_TOKENS)
                    .build())
            .build());
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
        boolean tensors = TENSOR.equals(kind(specs.getFirst()));
        if (specs.stream().anyMatch(spec -> TENSOR.equals(kind(spec)) != tensors)) {
            throw new ModelFormatException("The signature has columns and tensors side by side; log the model again.");
        }
        long names = specs.stream()
                .map(SignatureReader::name)
                .filter(Objects::nonNull)
                .count();
        boolean mixed = names != 0 && names != specs.size();
        if (mixed || (tensors && names == 0 && specs.size() > 1)) {
            throw new ModelFormatException("The signature has inputs with and without names; log the model again.");
        }
        return tensors
                ? new Schema.Tensors(specs.stream().map(SignatureReader::tensor).toList())
                : new Schema.Columns(specs.stream().map(SignatureReader::column).toList());
    }

    private static ColumnSpec column(JsonNode spec) {
        ColumnType type = type(spec);
        // as MLflow's reader has it, a nested type that does not say is optional
        boolean required = spec.path("required").asBoolean(type instanceof DataType)
                && !spec.path("optional").asBoolean(false);
        return new ColumnSpec(name(spec), type, required);
    }

    private static ColumnType type(JsonNode spec) {
        return switch (kind(spec)) {
            case "array" -> new ColumnType.Array(type(member(spec, "items")));
            case "map" -> new ColumnType.Mapping(type(member(spec, "values")));
            case "object" -> {
                SequencedMap<String, ColumnType.Property> properties = new LinkedHashMap<>();
                member(spec, "properties")
                        .properties()
                        .forEach(property -> properties.put(
                                property.getKey(),
                                new ColumnType.Property(
                                        type(property.getValue()),
                                        property.getValue().path("required").asBoolean(true))));
                yield new ColumnType.Structure(properties);
            }
            case "any" -> new ColumnType.Any();
            case "sparkml_vector" -> new ColumnType.Vector();
            case String name ->
                DataType.find(name)
                        .orElseThrow(() -> new ModelFormatException(
                                "The signature has a column of type '%s', which is not known here.".formatted(name)));
        };
    }

    private static JsonNode member(JsonNode spec, String field) {
        JsonNode member = spec.path(field);
        if (member.isObject()) {
            return member;
        }
        throw new ModelFormatException(
                "The signature has a type '%s' without '%s'; log the model again.".formatted(kind(spec), field));
    }

    private static TensorSpec tensor(JsonNode spec) {
        JsonNode tensor = spec.path("tensor-spec");
        List<Integer> shape = new ArrayList<>();
        tensor.path("shape").forEach(dimension -> shape.add(dimension.asInt(-1)));
        String dtype = tensor.path("dtype").asString("");
        return new TensorSpec(name(spec), dtype, ElementType.ofNumpy(dtype), shape);
    }

    private static ParamSpec param(JsonNode spec) {
        ColumnType type = kind(spec).isEmpty()
                ? DataType.find(spec.path("dtype").asString(""))
                        .orElseThrow(() -> new ModelFormatException("The signature has a parameter without a type."))
                : type(spec);
        if (type == DataType.BINARY) {
            throw new ModelFormatException("The signature has a parameter of type 'binary', which cannot be sent.");
        }
        return new ParamSpec(
                spec.path("name").asString(""),
                type,
                spec.path("default"),
                spec.path("shape").isArray());
    }

    private static @Nullable String name(JsonNode spec) {
        return spec.hasNonNull("name") ? spec.path("name").asString() : null;
    }

    private static String kind(JsonNode spec) {
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
        } catch (StreamConstraintsException large) {
            throw new ModelFormatException("The MLmodel file has a signature whose '%s' is too large or too deep: %s"
                    .formatted(field, large.getOriginalMessage()));
        } catch (JacksonException _) {
            // answered below, as any other text that is not a list
        }
        throw new ModelFormatException(
                "The MLmodel file has a signature whose '%s' is not a JSON list; log the model again."
                        .formatted(field));
    }
}
