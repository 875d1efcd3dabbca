package dev.cairn.protocol.tracking;

import dev.cairn.protocol.Require;
import java.util.List;

/// `POST experiments/search-datasets`: the data sets that runs of some experiments used.
public record SearchDatasets(List<String> experimentIds) {
    public SearchDatasets {
        experimentIds = Require.listOrEmpty(experimentIds);
    }

    public record Response(List<DatasetSummary> datasetSummaries) {}
}
