package dev.cairn.protocol.serving;

import dev.cairn.protocol.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `GET 3.0/cairn/serving-endpoints/{name}/shadow-report`: how the answers of shadows compare, on the server that is
/// asked, since it has their versions.
public record GetShadowReport(String name) {
    public GetShadowReport {
        Require.text("name", name);
    }

    public record Response(List<Report> reports) {
        public Response {
            reports = Require.listOrEmpty(reports);
        }
    }

    /// How one shadow compares with the entity that answers.
    ///
    /// @param version        of the shadow
    /// @param ofVersion      of the entity that answers
    /// @param sinceTimestamp when they began to be compared, in milliseconds since 1970
    /// @param copied         requests that the shadow was given; some of them may not have ended
    /// @param dropped        that it was not given, since it had too many
    /// @param equal          answers that are the same
    /// @param within         that differ by no more than the tolerance
    /// @param different      that differ by more
    /// @param failed         requests to which the shadow alone gave an error
    /// @param ofFailed       to which it alone gave none
    /// @param bothFailed     to which both gave one
    /// @param columns        of the predictions, the first 100
    /// @param latency        of the shadow, and that of the entity that answers to the same requests
    /// @param examples       the last 20 that differ, the newest first
    public record Report(
            String entity,
            String of,
            int percentage,
            double tolerance,
            String version,
            String ofVersion,
            long sinceTimestamp,
            long copied,
            long dropped,
            long equal,
            long within,
            long different,
            long failed,
            long ofFailed,
            long bothFailed,
            List<Column> columns,
            @Nullable Latency latency,
            @Nullable Latency ofLatency,
            List<Example> examples) {
        public Report {
            columns = Require.listOrEmpty(columns);
            examples = Require.listOrEmpty(examples);
        }
    }

    /// The values of one column of predictions; differences are of numbers.
    public record Column(
            String name,
            long equal,
            long within,
            long different,
            @Nullable Double largestDifference,
            @Nullable Double meanDifference) {}

    /// Milliseconds.
    public record Latency(double p50Ms, double p95Ms, double p99Ms) {}

    /// A request whose answers differ.
    ///
    /// @param requestId as the header `X-Request-Id` of its answer told
    /// @param column    the first that differs; null where one of them is an error
    /// @param request   its body, cut to 4,096 bytes; as the answers, to who manages the endpoint alone
    public record Example(
            String requestId,
            long timestamp,
            @Nullable String column,
            @Nullable String request,
            @Nullable String answer,
            @Nullable String shadowAnswer) {}
}
