package dev.cairn.models;

import dev.cairn.protocol.models.PythonPackages;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is said of a model that is a file alone, for its `MLmodel` to say.
///
/// @param signature a file of JSON, as `signature.to_dict()` of MLflow has it; null to infer it from the example
/// @param example   a body of `/invocations`, null for none
/// @param python    what it needs besides its library
/// @param code      files and folders of Python modules of its own, each of another name
public record ModelDetails(
        @Nullable Path signature,
        @Nullable Path example,
        Map<String, String> metadata,
        PythonPackages python,
        List<Path> code) {
    public ModelDetails {
        metadata = Map.copyOf(metadata);
        code = List.copyOf(code);
        for (String requirement : python.requirements()) {
            if (requirement.isBlank() || requirement.lines().count() != 1) {
                throw new IllegalArgumentException(
                        "A requirement is a line such as xgboost==3.1.2; got '%s'.".formatted(requirement));
            }
        }
        Set<String> names = new HashSet<>();
        for (Path path : code) {
            String name = String.valueOf(path.toAbsolutePath().normalize().getFileName());
            if (!names.add(name)) {
                throw new IllegalArgumentException(
                        "Two of --code are called %s, and only one of a name can be in a model: rename one."
                                .formatted(name));
            }
        }
    }

    /// Whether nothing is said.
    boolean isEmpty() {
        return signature == null
                && example == null
                && metadata.isEmpty()
                && python.requirements().isEmpty()
                && python.python() == null
                && code.isEmpty();
    }
}
