package dev.cairn.scoring;

import java.util.List;
import java.util.SequencedMap;
import tools.jackson.databind.JsonNode;

/// What a model takes and returns, as its `MLmodel` declares it.
public record Signature(Schema inputs, Schema outputs, List<ParamSpec> params) {
    /// The signature of a model that declares none.
    public static final Signature NONE = new Signature(new Schema.Absent(), new Schema.Absent(), List.of());

    public Signature {
        params = List.copyOf(params);
    }

    /// The declared parameters with the values that a request gives them, or their defaults;
    /// `InvalidInput` where one is not of its type.
    ///
    /// @param given the request's `params`, a missing node for none
    public SequencedMap<String, JsonNode> enforceParams(JsonNode given) {
        return ParamsEnforcement.enforce(params, given);
    }
}
