package dev.cairn.models;

import dev.cairn.http.Json;
import dev.cairn.scoring.ColumnSpec;
import dev.cairn.scoring.Schema;
import dev.cairn.scoring.TensorSpec;
import dev.cairn.scoring.invocation.Answer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// How an answer differs from what the signature says that a model gives: by the names of its outputs.
final class OutputDifferences {
    private OutputDifferences() {}

    /// A sentence for each; none where the signature or the answer names no outputs.
    static List<String> of(Answer answer, Schema declared) {
        Set<String> wanted = new LinkedHashSet<>(
                switch (declared) {
                    case Schema.Columns(var columns) -> named(columns.stream().map(ColumnSpec::name));
                    case Schema.Tensors(var tensors) -> named(tensors.stream().map(TensorSpec::name));
                    case Schema.Absent() -> List.of();
                });
        JsonNode predictions = Json.readTree(answer.body()).path("predictions");
        JsonNode row = predictions.isArray() ? predictions.path(0) : predictions;
        if (wanted.isEmpty() || !row.isObject()) {
            return List.of();
        }
        List<String> differences = new ArrayList<>();
        for (String name : wanted) {
            if (!row.has(name)) {
                differences.add("The signature has an output '%s', which the answer lacks.".formatted(name));
            }
        }
        row.properties().forEach(field -> {
            if (!wanted.contains(field.getKey())) {
                differences.add("The answer has an output '%s', which the signature lacks.".formatted(field.getKey()));
            }
        });
        return differences;
    }

    private static List<String> named(Stream<String> names) {
        return names.filter(Objects::nonNull).toList();
    }
}
