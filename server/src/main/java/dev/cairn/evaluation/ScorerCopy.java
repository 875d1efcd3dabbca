package dev.cairn.evaluation;

import dev.cairn.protocol.evaluation.OnlineScoringConfig;
import dev.cairn.protocol.evaluation.Scorer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A scorer with its versions, oldest first, as it goes from one server to another.
///
/// @param config how it is to score new traces by itself, if it is
public record ScorerCopy(List<Scorer> versions, @Nullable OnlineScoringConfig config) {
    public ScorerCopy {
        if (versions.isEmpty()) {
            throw new IllegalArgumentException("a scorer without versions");
        }
    }

    public String scorerId() {
        return versions.getFirst().scorerId();
    }

    public String name() {
        return versions.getFirst().scorerName();
    }

    public String experimentId() {
        return Long.toString(versions.getFirst().experimentId());
    }

    /// The same scorer in another experiment.
    public ScorerCopy in(String experimentId) {
        return new ScorerCopy(
                versions.stream()
                        .map(version -> new Scorer(
                                Long.parseLong(experimentId),
                                version.scorerName(),
                                version.scorerVersion(),
                                version.serializedScorer(),
                                version.creationTime(),
                                version.scorerId()))
                        .toList(),
                config == null
                        ? null
                        : new OnlineScoringConfig(
                                config.onlineScoringConfigId(),
                                config.scorerId(),
                                config.sampleRate(),
                                experimentId,
                                config.filterString()));
    }
}
