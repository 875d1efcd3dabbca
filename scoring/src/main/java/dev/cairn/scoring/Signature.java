package dev.cairn.scoring;

import java.util.List;
import java.util.SequencedMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What a model takes and returns, as its `MLmodel` declares it.
public record Signature(Schema inputs, Schema outputs, List<ParamSpec> params) {
    /// The signature of a model that declares none.
    public static final Signature NONE = new Signature(new Schema.Absent(), new Schema.Absent(), List.of());

    public Signature {
        params = List.copyOf(params);
    }

    /// Reads what MLflow's `signature.to_dict()` gives: `inputs`, `outputs` and `params`, each a list or the text of
    /// one.
    ///
    /// @throws ModelFormatException if it is none
    public static Signature parse(JsonNode signature) {
        ObjectNode texts = JsonNodeFactory.instance.objectNode();
        for (String side : List.of("inputs", "outputs", "params")) {
            JsonNode list = signature.path(side);
            if (!list.isMissingNode() && !list.isNull()) {
                texts.put(side, list.isString() ? list.asString() : list.toString());
            }
        }
        if (texts.isEmpty()) {
            throw new ModelFormatException(
                    "A signature is a JSON object with inputs, outputs or params, as signature.to_dict() of MLflow has it.");
        }
        return SignatureReader.read(texts);
    }

    /// The declared parameters with the values that a request gives them, or their defaults;
    /// `InvalidInput` where one is not of its type.
    ///
    /// @param given the request's `params`, a missing node for none
    public SequencedMap<String, JsonNode> enforceParams(JsonNode given) {
        return ParamsEnforcement.enforce(params, given);
    }
}
