package dev.cairn.protocol.tracking;

import dev.cairn.protocol.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `POST logged-models/search`.
public record SearchLoggedModels(
        List<String> experimentIds,
        @Nullable String filter,
        List<OnDataset> datasets,
        @Nullable Integer maxResults,
        List<OrderBy> orderBy,
        @Nullable String pageToken) {

    public SearchLoggedModels {
        Require.present("experiment_ids", experimentIds);
        datasets = Require.listOrEmpty(datasets);
        orderBy = Require.listOrEmpty(orderBy);
    }

    /// Only metrics on this data set count.
    public record OnDataset(
            @Nullable String datasetName, @Nullable String datasetDigest) {}

    /// An attribute, or `metrics.<key>` with the data set that it was measured on. Unset: ascending.
    public record OrderBy(
            String fieldName,
            @Nullable Boolean ascending,
            @Nullable String datasetName,
            @Nullable String datasetDigest) {
        public OrderBy {
            Require.text("field_name", fieldName);
        }
    }

    public record Response(
            List<LoggedModel> models, @Nullable String nextPageToken) {}
}
