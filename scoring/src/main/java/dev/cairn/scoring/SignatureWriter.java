package dev.cairn.scoring;

import dev.cairn.scoring.text.PythonText;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Writes the `signature` of an `MLmodel`, letter for letter as MLflow does.
final class SignatureWriter {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private SignatureWriter() {}

    static ObjectNode write(Signature signature) {
        ObjectNode texts = NODES.objectNode();
        put(texts, "inputs", schema(signature.inputs()));
        put(texts, "outputs", schema(signature.outputs()));
        put(
                texts,
                "params",
                list(signature.params().stream().map(SignatureWriter::param).toList()));
        return texts;
    }

    private static void put(ObjectNode texts, String field, ArrayNode list) {
        if (list.isEmpty()) {
            texts.putNull(field);
        } else {
            texts.put(field, PythonText.json(list));
        }
    }

    private static ArrayNode schema(Schema schema) {
        return switch (schema) {
            case Schema.Columns columns ->
                list(columns.columns().stream().map(SignatureWriter::column).toList());
            case Schema.Tensors tensors ->
                list(tensors.tensors().stream().map(SignatureWriter::tensor).toList());
            case Schema.Absent _ -> NODES.arrayNode();
        };
    }

    private static ArrayNode list(List<ObjectNode> nodes) {
        return NODES.arrayNode().addAll(nodes);
    }

    private static ObjectNode column(ColumnSpec column) {
        ObjectNode node = type(column.type());
        named(node, column.name());
        return node.put("required", column.required());
    }

    private static ObjectNode tensor(TensorSpec tensor) {
        ObjectNode node = NODES.objectNode();
        named(node, tensor.name());
        node.put("type", "tensor");
        ArrayNode shape =
                node.putObject("tensor-spec").put("dtype", tensor.dtype()).putArray("shape");
        tensor.shape().forEach(shape::add);
        return node;
    }

    private static ObjectNode param(ParamSpec param) {
        ObjectNode node = NODES.objectNode();
        node.put("name", param.name());
        node.set("default", param.defaultValue());
        JsonNode shape = param.array() ? NODES.arrayNode().add(-1) : NODES.nullNode();
        node.set("shape", shape);
        return node.setAll(type(param.type()));
    }

    private static ObjectNode type(ColumnType type) {
        ObjectNode node = NODES.objectNode().put("type", type.kind());
        switch (type) {
            case ColumnType.Array array -> node.set("items", type(array.items()));
            case ColumnType.Mapping map -> node.set("values", type(map.values()));
            case ColumnType.Structure object -> {
                ObjectNode properties = node.putObject("properties");
                object.properties()
                        .forEach((name, property) ->
                                properties.set(name, type(property.type()).put("required", property.required())));
            }
            case DataType _, ColumnType.Any _, ColumnType.Vector _ -> {}
        }
        return node;
    }

    private static void named(ObjectNode node, @Nullable String name) {
        if (name != null) {
            node.put("name", name);
        }
    }
}
