package dev.cairn.scoring.invocation;

import dev.cairn.scoring.NamedTensors;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A request of the Open Inference Protocol.
///
/// @param id what the sender calls it, null for nothing
/// @param parameters as they came, a missing node for none
/// @param outputs those that are wanted, none for all
record InferenceRequest(@Nullable String id, NamedTensors inputs, JsonNode parameters, List<Output> outputs) {

    /// An output that is wanted.
    ///
    /// @param binary whether in bytes, null for what the request says of all
    record Output(String name, @Nullable Boolean binary) {}

    /// Whether an output is to be in bytes.
    boolean binary(String output) {
        boolean all = parameters.path("binary_data_output").asBoolean(false);
        return outputs.stream()
                .filter(each -> each.name().equals(output))
                .map(each -> each.binary() == null ? all : each.binary())
                .findFirst()
                .orElse(all);
    }
}
