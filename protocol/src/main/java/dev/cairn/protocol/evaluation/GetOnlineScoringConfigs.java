package dev.cairn.protocol.evaluation;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.cairn.protocol.Require;
import java.util.List;

/// `GET scorers/online-configs`.
public record GetOnlineScoringConfigs(List<String> scorerIds) {
    public GetOnlineScoringConfigs {
        scorerIds = Require.listOrEmpty(scorerIds);
        Require.present("scorer_ids", scorerIds.isEmpty() ? null : scorerIds);
    }

    public record Response(@JsonInclude List<OnlineScoringConfig> configs) {}
}
