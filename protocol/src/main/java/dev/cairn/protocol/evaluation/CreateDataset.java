package dev.cairn.protocol.evaluation;

import dev.cairn.protocol.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `POST datasets/create`. The tags are a JSON object as a text.
public record CreateDataset(
        String name, List<String> experimentIds, @Nullable String tags) {
    public CreateDataset {
        Require.text("name", name);
        experimentIds = Require.listOrEmpty(experimentIds);
    }

    public record Response(EvaluationDataset dataset) {}
}
