package dev.cairn.protocol.evaluation;

import dev.cairn.protocol.Require;
import java.util.List;

/// `POST genai/evaluate/invoke`, of the UI: evaluates traces in the background.
public record InvokeEvaluation(String experimentId, List<String> traceIds, List<String> serializedScorers) {
    public InvokeEvaluation {
        Require.text("experiment_id", experimentId);
        Require.present("trace_ids", traceIds);
        Require.present("serialized_scorers", serializedScorers);
    }
}
