package dev.cairn.protocol.evaluation;

import dev.cairn.protocol.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `POST scorer/invoke`, of the UI: scores traces in the background.
public record InvokeScorer(
        @Nullable String experimentId, @Nullable String serializedScorer, List<String> traceIds) {
    public InvokeScorer {
        traceIds = Require.listOrEmpty(traceIds);
    }
}
