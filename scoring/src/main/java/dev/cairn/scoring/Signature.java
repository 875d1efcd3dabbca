package dev.cairn.scoring;

import java.util.List;

/// What a model takes and returns, as its `MLmodel` declares it.
public record Signature(Schema inputs, Schema outputs, List<ParamSpec> params) {
    /// The signature of a model that declares none.
    public static final Signature NONE = new Signature(new Schema.Absent(), new Schema.Absent(), List.of());

    public Signature {
        params = List.copyOf(params);
    }
}
