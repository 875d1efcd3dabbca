package dev.cairn.scoring.invocation;

import dev.cairn.scoring.Column;
import dev.cairn.scoring.InvalidInput;
import dev.cairn.scoring.NamedTensors;
import dev.cairn.scoring.Tensor;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A request of the Open Inference Protocol.
///
/// @param id what the sender calls it, null for nothing
/// @param parameters as they came, a missing node for none
/// @param outputs those that are wanted, none for all
record InferenceRequest(@Nullable String id, NamedTensors inputs, JsonNode parameters, List<Output> outputs) {
    /// How many dimensions an input has at most.
    private static final int MAX_RANK = 32;

    /// An output that is wanted.
    ///
    /// @param binary whether in bytes, null for what the request says of all
    record Output(String name, @Nullable Boolean binary) {}

    /// Adds one to the shape of an input, or refuses it.
    static void addDimension(List<Integer> shape, long dimension) {
        if (dimension < 0 || dimension > Integer.MAX_VALUE || shape.size() == MAX_RANK) {
            throw noShape();
        }
        shape.add((int) dimension);
    }

    static InvalidInput noShape() {
        return InvalidInput.form("A 'shape' is not a list of 1 to %d whole numbers.".formatted(MAX_RANK));
    }

    /// Whether an output is to be in bytes.
    boolean binary(String output) {
        boolean all = parameters.path("binary_data_output").asBoolean(false);
        return outputs.stream()
                .filter(each -> each.name().equals(output))
                .map(each -> each.binary() == null ? all : each.binary())
                .findFirst()
                .orElse(all);
    }

    /// The first value of an input, or where none has that name a parameter; empty for neither, and for
    /// what is no text, number or truth.
    Optional<String> value(String name) {
        @Nullable Tensor input = inputs.tensors().get(name);
        if (input != null) {
            return input.values().size() == 0 ? Optional.empty() : Optional.ofNullable(first(input.values()));
        }
        JsonNode parameter = parameters.path(name);
        return parameter.isValueNode() && !parameter.isNull() ? Optional.of(parameter.asString()) : Optional.empty();
    }

    private static @Nullable String first(Column values) {
        return switch (values) {
            case Column.Longs longs -> Long.toString(longs.values().get(0));
            case Column.Doubles doubles -> Double.toString(doubles.values().get(0));
            case Column.Booleans truths -> truths.values().getFirst().toString();
            case Column.Texts texts -> texts.values().getFirst();
            case Column.Mixed mixed -> {
                @Nullable Object first = mixed.values().getFirst();
                boolean isKey = first instanceof String || first instanceof Number || first instanceof Boolean;
                yield isKey ? String.valueOf(first) : null;
            }
        };
    }
}
