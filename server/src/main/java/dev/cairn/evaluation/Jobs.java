package dev.cairn.evaluation;

import dev.cairn.access.Caller;
import dev.cairn.http.ApiException;
import dev.cairn.protocol.Empty;
import dev.cairn.protocol.evaluation.InvokeEvaluation;
import dev.cairn.protocol.evaluation.InvokeIssueDetection;
import dev.cairn.protocol.evaluation.InvokeScorer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Work in the background that clients ask for. This server does none: there is no job to read or to cancel, and a new
/// one is refused once it was understood (semantics, section 23).
final class Jobs {
    static final String NOT_RUN =
            "This server does not run jobs. Run the evaluation from a client, with mlflow.genai.evaluate().";

    static String missing(String jobId) {
        return "Job with ID %s not found".formatted(jobId);
    }

    Empty invokeScorer(Caller caller, InvokeScorer request) {
        requireText("experiment_id", request.experimentId());
        requireText("serialized_scorer", request.serializedScorer());
        requireSome(request.traceIds(), "Please select at least one trace to evaluate.");
        throw ApiException.notImplemented(NOT_RUN);
    }

    Empty invokeEvaluation(Caller caller, InvokeEvaluation request) {
        requireSome(request.traceIds(), "Please select at least one trace to evaluate.");
        requireSome(request.serializedScorers(), "Please select at least one judge.");
        throw ApiException.notImplemented(NOT_RUN);
    }

    Empty invokeIssueDetection(Caller caller, InvokeIssueDetection request) {
        requireSome(request.traceIds(), "Please select at least one trace to analyze.");
        throw ApiException.notImplemented(NOT_RUN);
    }

    private static void requireText(String name, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            throw ApiException.invalid("Missing required parameter: " + name);
        }
    }

    private static void requireSome(List<String> values, String refusal) {
        if (values.isEmpty()) {
            throw ApiException.invalid(refusal);
        }
    }
}
