package dev.cairn.protocol.evaluation;

import dev.cairn.protocol.Require;
import java.util.List;

/// `GET scorers/versions`.
public record ListScorerVersions(String experimentId, String name) {
    public ListScorerVersions {
        Require.text("experiment_id", experimentId);
        Require.text("name", name);
    }

    public record Response(List<Scorer> scorers) {}
}
