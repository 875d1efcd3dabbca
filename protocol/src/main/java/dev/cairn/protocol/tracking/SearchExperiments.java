package dev.cairn.protocol.tracking;

import dev.cairn.protocol.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `POST experiments/search`, also by `GET`.
public record SearchExperiments(
        @Nullable Long maxResults,
        @Nullable String pageToken,
        @Nullable String filter,
        List<String> orderBy,
        @Nullable ViewType viewType) {
    public SearchExperiments {
        orderBy = Require.listOrEmpty(orderBy);
    }

    public record Response(
            List<Experiment> experiments, @Nullable String nextPageToken) {}
}
