package dev.cairn.scoring;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The example of an input that a model was logged with.
///
/// @param path the file in the model's folder that holds it
/// @param kind `dataframe`, `ndarray`, `json_object`, `sparse_matrix_csc` or `sparse_matrix_csr`
/// @param withParams whether the file holds parameters too: `{"data": …, "params": …}`
/// @param servingPath the file with the same as a request to `/invocations`, null for none
public record InputExample(
        String path,
        String kind,
        @Nullable String pandasOrient,
        boolean withParams,
        @Nullable String servingPath) {

    static Optional<InputExample> of(JsonNode info) {
        String path = MlModelReader.text(info, "artifact_path");
        if (path.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new InputExample(
                path,
                MlModelReader.text(info, "type"),
                info.hasNonNull("pandas_orient") ? info.path("pandas_orient").asString() : null,
                info.path("params").asBoolean(false),
                info.hasNonNull("serving_input_path")
                        ? info.path("serving_input_path").asString()
                        : null));
    }
}
