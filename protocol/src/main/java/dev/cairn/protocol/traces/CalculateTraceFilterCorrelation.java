package dev.cairn.protocol.traces;

import dev.cairn.protocol.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `POST traces/calculate-filter-correlation`.
public record CalculateTraceFilterCorrelation(
        List<String> experimentIds,
        String filterString1,
        String filterString2,
        @Nullable String baseFilter) {
    public CalculateTraceFilterCorrelation {
        Require.present("experiment_ids", experimentIds);
        Require.text("filter_string1", filterString1);
        Require.text("filter_string2", filterString2);
    }

    /// How many traces the filters find, alone and together.
    ///
    /// @param npmi         normalised pointwise mutual information, from -1 to 1; NaN where it is not defined
    /// @param npmiSmoothed the same with half a trace more of each kind
    public record Response(
            double npmi, double npmiSmoothed, int filter1Count, int filter2Count, int jointCount, int totalCount) {}
}
