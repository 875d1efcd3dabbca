package dev.cairn.protocol.evaluation;

import dev.cairn.protocol.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `POST datasets/search`, also by `GET`.
public record SearchEvaluationDatasets(
        List<String> experimentIds,
        @Nullable String filterString,
        @Nullable Long maxResults,
        List<String> orderBy,
        @Nullable String pageToken) {
    public SearchEvaluationDatasets {
        experimentIds = Require.listOrEmpty(experimentIds);
        orderBy = Require.listOrEmpty(orderBy);
    }

    public record Response(
            List<EvaluationDataset> datasets, @Nullable String nextPageToken) {}
}
