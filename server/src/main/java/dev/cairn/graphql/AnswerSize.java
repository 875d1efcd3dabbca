package dev.cairn.graphql;

import dev.cairn.http.ApiException;
import dev.cairn.protocol.ErrorCode;
import dev.cairn.protocol.registry.SearchModelVersions;
import dev.cairn.protocol.tracking.GetMetricHistoryBulkInterval;
import dev.cairn.protocol.tracking.SearchRuns;

/// How much one request has been answered with, over all of its root fields. Each of them may ask for the largest page
/// of its endpoint: all together may not have more than one such page. Used by one thread.
final class AnswerSize {
    /// Runs and model versions.
    static final int MAX_ROWS = 50_000;

    /// Points of metric histories.
    static final int MAX_POINTS = 250_000;

    /// Values, and objects that hold them: 100 to 300 bytes each until they are sent.
    static final int MAX_VALUES = 1_000_000;

    private static final int POINTS_OF_A_ROW = MAX_POINTS / MAX_ROWS;

    private int points;

    /// Counts the answer of an endpoint.
    void add(Object answer) {
        points += switch (answer) {
            case SearchRuns.Response found -> found.runs().size() * POINTS_OF_A_ROW;
            case SearchModelVersions.Response found -> found.modelVersions().size() * POINTS_OF_A_ROW;
            case GetMetricHistoryBulkInterval.Response found -> found.metrics().size();
            default -> POINTS_OF_A_ROW;
        };
        if (points > MAX_POINTS) {
            throw new ApiException(
                    ErrorCode.INVALID_PARAMETER_VALUE,
                    "A GraphQL request is answered with at most %d runs and model versions or %d points of metrics in all."
                                    .formatted(MAX_ROWS, MAX_POINTS)
                            + " Ask for fewer (maxResults), or in several requests.");
        }
    }
}
